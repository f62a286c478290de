import { type Backbone, type BackboneSpec, openBackbone, type Pooling } from '../backbone/index.ts';
import type { DeepFeatures, ResolvedConfig } from '../config/index.ts';
import { BackboneError, type Effects } from '../core/index.ts';
import { type Dataset, datasets } from '../dataset/index.ts';
import { describeProtocol, type Protocol } from '../evaluate/index.ts';
import { deepSpaces, type ExtractionPlan, planSpaces, recipeSpace, recipes } from '../feature/index.ts';
import { type Cell, planCells } from './cells.ts';
import { planLearningCurve } from './learning-curve.ts';
import { evaluationData, resolveProtocol } from './protocol.ts';

/** Everything that is known before the first sample is extracted. */
export interface PreparedExperiment {
  readonly config: ResolvedConfig;
  readonly dataset: Dataset;
  readonly protocol: Protocol;
  /** `5-fold cross-validation, stratified` */
  readonly protocolInWords: string;
  readonly nFolds: number;
  readonly extraction: ExtractionPlan;
  readonly cells: readonly Cell[];
}

/** Read the list of samples, open the backbones, choose the layers, and see that the data can be divided as asked.
 * @throws {DataError} If the data set cannot be used.
 * @throws {BackboneError} If a backbone or a layer cannot be used. */
export async function prepareExperiment(
  config: ResolvedConfig,
  effects: Effects,
): Promise<PreparedExperiment> {
  const source = datasets.get(config.dataset.type);
  const dataset = await source.load(config.dataset.options, effects);
  const protocol = resolveProtocol(config, dataset);
  const data = evaluationData(
    dataset,
    dataset.samples.map((_, i) => i),
    protocol,
    config.seed,
  );
  const { folds, groups } = data;
  // A size that cannot be is refused before anything is computed.
  planLearningCurve(config, data);

  const backbones = [];
  const options = { device: config.runtime.device, seed: config.seed };
  for (const { layers, pooling, ...features } of config.features) {
    const backbone = await openBackbone(specOf(features), effects, options);
    checkModality(backbone, dataset);
    backbones.push({ backbone, spaces: deepSpaces(backbone, layers, pooling as readonly Pooling[]) });
  }
  const extraction = { backbones, recipes: config.baselines.map((id) => recipeSpace(recipes.get(id))) };
  const cells = planCells(config, planSpaces(extraction), dataset.task);
  const splits = dataset.samples.map(({ split }) => split);
  const protocolInWords = describeProtocol(protocol, folds.length, groups !== undefined, splits);
  return { config, dataset, protocol, protocolInWords, nFolds: folds.length, extraction, cells };
}

function specOf({ backbone, weights, runtime }: Omit<DeepFeatures, 'layers' | 'pooling'>): BackboneSpec {
  const variant = { ...(weights && { weights }), ...(runtime && { runtime }) };
  const spec = typeof backbone === 'string' ? { card: backbone } : backbone;
  return { ...spec, ...variant } as BackboneSpec;
}

/** Cards are checked with the config; what a graph of the user's own takes is known only once it is open. */
function checkModality({ id, modality }: Backbone, dataset: Dataset): void {
  if (modality === dataset.modality) return;
  throw new BackboneError(
    `Cannot use backbone "${id}" on the data set "${dataset.id}" as its samples must be ${modality}s: they are ${dataset.modality}s`,
  );
}
