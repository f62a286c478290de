/** config/: what an experiment is asked to do. In: a YAML file, `--set` overrides and the catalog of what the other rooms
 * offer. Out: a resolved config, or one error with line and column. A new key goes into the schema file of its part
 * (`schema.ts`, `feature-schema.ts`, `model-schema.ts`, `evaluation-schema.ts`), its meaning into `resolve*.ts`; a preset is a file and a line in `presets/`. */
export { findConfig } from './find-config.ts';
export { configJsonSchema } from './json-schema.ts';
export { type LoadOptions, loadConfig } from './load.ts';
export type { Preset } from './presets/preset.ts';
export { presets } from './presets/registry.ts';
export type { Path, Place } from './problem.ts';
export { buildConfigSchema } from './schema.ts';
export type { ConfigSource } from './source.ts';
export { resolvedToYaml } from './to-yaml.ts';
export type * from './types.ts';
