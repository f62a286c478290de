import type { Problem } from './problem.ts';
import type { RawConfig } from './schema.ts';
import type { Catalog } from './types.ts';

/** See that the backbones and baselines that a config names take what its data set holds.
 * @param modality of the data set.
 * @param problems takes each that does not; graphs of the user's own are not known yet. */
export function checkModality(
  { features, backbone, baselines = [] }: RawConfig,
  modality: string,
  catalog: Catalog,
  problems: Problem[],
): void {
  const check = (kind: 'backbone' | 'baseline', id: unknown, path: Problem['path']) => {
    const known = kind === 'backbone' ? catalog.backbones : catalog.baselines;
    const entry = known.find((candidate) => candidate.id === id);
    if (entry === undefined || entry.modality === modality) return;
    const message = `Cannot use ${kind} "${entry.id}" as it takes ${entry.modality}s: the data set holds ${modality}s`;
    problems.push({ path, at: 'value', message });
  };
  check('backbone', backbone, ['backbone']);
  features?.forEach((entry, i) => void check('backbone', entry.backbone, ['features', i, 'backbone']));
  baselines.forEach((id, i) => void check('baseline', id, ['baselines', i]));
}

/** The baselines that go with a modality, where the config names none. */
export function defaultBaselines(catalog: Catalog, modality: string): readonly string[] {
  return catalog.baselines.filter((baseline) => baseline.modality === modality).map(({ id }) => id);
}
