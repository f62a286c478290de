import { z } from 'zod';
import { createPause, createRng, deriveSeed, type Matrix, type Rng } from '../../core/index.ts';
import { float32s, float64s, int32s, toBase64 } from '../serialize.ts';
import { WithoutReplacement } from '../tree/without-replacement.ts';
import type { Detector, DetectorEntry, FitOptions, FittedDetector, FittedJson } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';
import { type IsolationForestParams, isolationForestParams } from './isolation-forest-params.ts';
import { averagePath, IsolationTable, type IsolationTrees, meanPaths } from './isolation-tree.ts';

/** Samples that random splits cut off soon are unusual: trees of small random subsets of the samples are split at random
 * until every sample is alone, and the shorter the mean path to a sample, the greater its score. Equal samples share a
 * leaf; where all are equal every score is the same.
 * @example const scores = await (await new IsolationForest().fit(X)).score(X); */
export class IsolationForest implements Detector {
  readonly params: IsolationForestParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof isolationForestParams> = {}) {
    this.params = isolationForestParams.parse(settings);
  }

  /** Cost: O(nEstimators · maxSamples · log maxSamples), plus O(nSamples) per tree for the draw. */
  async fit(
    X: Matrix,
    { seed = 0, signal, progress }: Pick<FitOptions, 'seed' | 'signal' | 'progress'> = {},
  ): Promise<FittedIsolationForest> {
    checkMatrix(X, 'fit isolation-forest');
    const { nEstimators, bootstrap } = this.params;
    const pause = createPause(signal);
    const maxSamples = samplesPerTree(this.params.maxSamples, X.rows);
    const nFeatures = numberOf(this.params.maxFeatures, X.cols);
    const maxDepth = Math.ceil(Math.log2(Math.max(maxSamples, 2)));
    const rows = new WithoutReplacement(X.rows);
    const features = new WithoutReplacement(X.cols);
    const table = new IsolationTable();
    for (let tree = 0; tree < nEstimators; tree++) {
      const rng = createRng(deriveSeed(seed, 'tree', tree));
      features.reset();
      if (nFeatures < X.cols) features.draw(0, nFeatures, rng);
      const drawn = bootstrap ? drawDistinct(X.rows, maxSamples, rng) : drawRows(rows, maxSamples, rng);
      table.grow(X, drawn, features.numbers.subarray(0, nFeatures), maxDepth, rng);
      progress?.((tree + 1) / nEstimators);
      await pause();
    }
    return new FittedIsolationForest({ trees: table.toTrees(), nFeatures: X.cols, maxSamples, warnings: [] });
  }
}

interface Fields {
  readonly trees: IsolationTrees;
  readonly nFeatures: number;
  /** Samples drawn for each tree. */
  readonly maxSamples: number;
  readonly warnings: readonly string[];
}

/** Grown isolation trees. */
export class FittedIsolationForest implements FittedDetector, Fields {
  readonly trees: IsolationTrees;
  readonly nFeatures: number;
  readonly maxSamples: number;
  readonly warnings: readonly string[];

  constructor({ trees, nFeatures, maxSamples, warnings }: Fields) {
    this.trees = trees;
    this.nFeatures = nFeatures;
    this.maxSamples = maxSamples;
    this.warnings = warnings;
  }

  /** 2^(−mean path / average path of maxSamples samples), in (0, 1): well below 0.5 for usual samples, close to 1 for
   * the most unusual. The negative of scikit-learn's `score_samples`. */
  async score(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'score with isolation-forest');
    const usual = averagePath(this.maxSamples);
    // a forest on single samples has no paths
    return meanPaths(this.trees, X).map((path) => (usual === 0 ? 0.5 : 2 ** (-path / usual)));
  }

  toJSON(): FittedJson {
    const { feature, threshold, child, path, roots } = this.trees;
    return {
      type: 'isolation-forest',
      nFeatures: this.nFeatures,
      maxSamples: this.maxSamples,
      feature: toBase64(feature),
      threshold: toBase64(threshold),
      child: toBase64(child),
      path: toBase64(path),
      roots: toBase64(roots),
      warnings: this.warnings,
    };
  }
}

function samplesPerTree(rule: IsolationForestParams['maxSamples'], nSamples: number): number {
  return rule === 'auto' ? Math.min(256, nSamples) : numberOf(rule, nSamples);
}

function numberOf(rule: number | 'all', total: number): number {
  if (rule === 'all') return total;
  return rule < 1 ? Math.max(1, Math.floor(rule * total)) : Math.min(rule, total);
}

function drawRows(rows: WithoutReplacement, count: number, rng: Rng): Int32Array {
  rows.reset();
  rows.draw(0, count, rng);
  return rows.numbers.slice(0, count);
}

/** Rows drawn with replacement; a row drawn twice counts once, as in scikit-learn. */
function drawDistinct(nSamples: number, count: number, rng: Rng): Int32Array {
  return Int32Array.from(new Set(Array.from({ length: count }, () => rng.int(nSamples))));
}

const fittedJson = z.object({
  nFeatures: z.int(),
  maxSamples: z.int(),
  feature: int32s,
  threshold: float32s,
  child: int32s,
  path: float64s,
  roots: int32s,
  warnings: z.array(z.string()),
});

/** `isolation-forest`, for the registry. */
export const isolationForest: DetectorEntry<IsolationForestParams> = {
  id: 'isolation-forest',
  title: 'Isolation forest',
  summary: 'Finds samples that random splits cut off from the others soon',
  paper: 'Liu, Ting & Zhou, Isolation-based anomaly detection, ACM TKDD 6 (2012)',
  params: isolationForestParams,
  create: (settings) => new IsolationForest(settings),
  fromJSON: (json) => {
    const { nFeatures, maxSamples, warnings, ...trees } = fittedJson.parse(json);
    return new FittedIsolationForest({ trees, nFeatures, maxSamples, warnings });
  },
};
