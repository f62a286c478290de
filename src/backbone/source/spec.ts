import { resolve } from 'node:path';
import { BackboneError, type Effects } from '../../core/index.ts';
import type { SourceSpec, WeightSource } from '../types.ts';
import { chooseHubFile } from './choose-hub-file.ts';

/** How errors call a source: its path, repository or URL. */
export function specName(spec: SourceSpec): string {
  if ('onnx' in spec) return spec.onnx;
  if ('tfjs' in spec) return spec.tfjs;
  return 'hub' in spec ? spec.hub : spec.url;
}

/** Where the files of a source are.
 * @throws {BackboneError} If a repository is not named as org/name, or it is not clear which of its files is meant. */
export async function sourceOf(spec: SourceSpec, effects: Effects): Promise<WeightSource> {
  if ('onnx' in spec) return { kind: 'file', path: resolve(effects.cwd, spec.onnx) };
  if ('tfjs' in spec) return { kind: 'folder', path: resolve(effects.cwd, spec.tfjs) };
  if ('url' in spec) return { kind: 'url', url: spec.url };
  const { hub: repo, revision = 'main' } = spec;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo)) {
    throw new BackboneError(`Cannot open backbone "${repo}" as a repository must be named as org/name`);
  }
  const file = spec.file ?? (await chooseHubFile(repo, revision, effects));
  return { kind: 'hub', repo, revision, files: [file] };
}
