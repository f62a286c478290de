import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { ConfigError, messageOf } from '../core/index.ts';
import { toProblems } from './issues.ts';
import { applyOverride, parseOverride } from './overrides.ts';
import { parseConfig } from './parse.ts';
import { applyPreset } from './presets/apply-preset.ts';
import { type Problem, toConfigError } from './problem.ts';
import { resolveConfig } from './resolve.ts';
import { buildConfigSchema } from './schema.ts';
import { type ConfigSource, createSource } from './source.ts';
import type { Catalog, ResolvedConfig } from './types.ts';

export interface LoadOptions {
  readonly catalog: Catalog;
  /** `key=value` each, applied in order: a dotted path (`models.0.C`) and a value in YAML. */
  readonly overrides?: readonly string[];
  /** Where a relative `file` starts. */
  readonly cwd: string;
}

/** Read a config file, override, check and resolve it.
 * @throws {ConfigError} With file, line and column of the first problem, or the override that made it; further problems
 * follow in the message, one a line. */
export async function loadConfig(
  file: string,
  { catalog, overrides = [], cwd }: LoadOptions,
): Promise<{ readonly config: ResolvedConfig; readonly source: ConfigSource }> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : messageOf(cause);
    throw new ConfigError(`Cannot read config "${file}": ${reason}`, {}, { cause });
  });
  const parsed = parseConfig(file, text);
  const settings = overrides.map(parseOverride);
  const {
    root,
    preset,
    problems: misplaced,
  } = applyPreset(settings.reduce(applyOverride, parsed.value as unknown));
  const source = createSource(file, text, parsed, settings);

  const checked = buildConfigSchema(catalog).safeParse(root);
  if (!checked.success) throw toConfigError(toProblems(checked.error.issues, root), source.locate);
  const problems: Problem[] = [...misplaced];
  const config = resolveConfig(checked.data, root, catalog, basename(file, extname(file)), problems);
  if (problems.length > 0) throw toConfigError(problems, source.locate);
  return { config: preset === undefined ? config : { ...config, preset }, source };
}
