import { backbones } from '../backbone/index.ts';
import type { Catalog } from '../config/index.ts';
import { datasets } from '../dataset/index.ts';
import { estimators, regressors, transformers } from '../estimator/index.ts';
import { metrics, transferabilityScores } from '../evaluate/index.ts';
import { recipes } from '../feature/index.ts';
import { poolings } from '../graph/index.ts';
import { cannotLabel } from './cannot-label.ts';

/** What a config may name, out of the registries of the rooms below. */
export function catalog(): Catalog {
  return {
    datasets: datasets.entries,
    backbones: backbones.entries,
    baselines: recipes.entries,
    transforms: transformers.entries,
    models: [
      ...estimators.entries.map((entry) => ({ ...entry, cannotLabel: cannotLabel(entry.id) })),
      ...regressors.entries.map((entry) => ({ ...entry, task: 'regression' as const })),
    ],
    metrics: metrics.entries,
    scores: transferabilityScores.entries,
    poolings,
  };
}
