import type { Features } from '../../core/index.ts';
import type { Fold, Interval, RankedCell } from '../types.ts';

/** A feature space as the search for suspicious samples sees it. */
export interface SuspicionSpace {
  readonly id: string;
  readonly kind: RankedCell['kind'];
  /** Share of its backbone's work that its layer takes, in [0, 1]. */
  readonly depth?: number;
  /** Drawn instead of trained. */
  readonly isRandom: boolean;
  readonly X: Features;
}

/** A data set with what a run learned about it. */
export interface SuspicionInput {
  /** At least one. */
  readonly spaces: readonly SuspicionSpace[];
  /** Class ids, (nSamples,). */
  readonly y: Int32Array;
  readonly nClasses: number;
  /** What a sample consists of, (nSamples,): samples with equal keys are equal. */
  readonly contentKeys: readonly string[];
  readonly folds: readonly Fold[];
  readonly groups?: readonly (string | undefined)[];
  readonly cells: readonly RankedCell[];
  /** Ids of the metrics that are reported. */
  readonly metrics: readonly string[];
  /** The one that ranks cells. */
  readonly metric: string;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Two samples that show the same. */
export interface DuplicatePair {
  /** Rows of X, a < b. */
  readonly a: number;
  readonly b: number;
  /** `exact`: the same bytes; `near`: the same picture or text in another form. */
  readonly kind: 'exact' | 'near';
  /** One is the other's mirror image. */
  readonly isMirrored: boolean;
  /** 0 where they are equal; by pixels or by features, see {@link Duplicates.comparedBy}. */
  readonly difference: number;
}

export interface Duplicates {
  /** The most alike first. */
  readonly pairs: readonly DuplicatePair[];
  /** What each sample consists of, (nSamples,): samples with equal numbers are equal. */
  readonly contents: Int32Array;
  /** Id of the feature space in which neighbours were looked for. */
  readonly space: string;
  /** What decided: aligned pixels, or the cosine distance of standardised features. */
  readonly comparedBy: 'pixels' | 'features';
  /** Pairs below this difference are near-duplicates; calibrated on the set. */
  readonly threshold: number;
}

/** What the scores are without test samples that stand in the training part too. */
export interface LeakageReport {
  /** Test samples, over all folds and repeats, with a duplicate in the training part of their fold. */
  readonly nLeaked: number;
  readonly nTested: number;
  /** By cell id, then by metric id. A fold of which nothing is left does not count. */
  readonly scores: ReadonlyMap<string, Readonly<Record<string, Interval>>>;
  /** Id of the best cell by these scores, a candidate where there is one. */
  readonly best: string;
}

/** A sample whose label the models do not believe. */
export interface LabelSuspect {
  readonly row: number;
  readonly given: number;
  readonly suggested: number;
  /** Mean out-of-fold probability of the given and of the suggested class. */
  readonly selfConfidence: number;
  readonly suggestedConfidence: number;
}

export interface LabelErrors {
  /** Samples of which another class is believed confidently, the least believed label first. */
  readonly suspects: readonly LabelSuspect[];
  /** All rows with an out-of-fold prediction, the least believed label first. */
  readonly ranking: readonly number[];
  /** Ids of the cells whose probabilities were averaged. */
  readonly cells: readonly string[];
}

/** A sample far from all others. */
export interface Outlier {
  readonly row: number;
  /** Mean distance to its nearest five others in standardised features, over the set's median. */
  readonly ratio: number;
}

/** All that deserves a look. */
export interface Suspicion {
  readonly duplicates: Duplicates;
  /** Absent where nothing leaked. */
  readonly leakage?: LeakageReport;
  /** Absent where no cell has probabilities. */
  readonly labelErrors?: LabelErrors;
  readonly outliers: readonly Outlier[];
}
