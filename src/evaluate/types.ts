import type { Features, LabelMatrix, Matrix, Targets, Task } from '../core/index.ts';
import type { Estimator, GridFit, MultiLabelEstimator, Regressor } from '../estimator/index.ts';

/** One train/test division; row indices into X. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** How samples are divided. `predefined` uses the data set's own train/val/test, `few-shot` its test part where it has
 * one. */
export type Protocol =
  | { readonly type: 'k-fold'; readonly folds: number; readonly repeats: number }
  | { readonly type: 'holdout'; readonly testShare: number; readonly repeats: number }
  | { readonly type: 'predefined' }
  | { readonly type: 'leave-one-group-out' }
  | { readonly type: 'few-shot'; readonly perClass: number; readonly draws: number };

/** What a split must respect. */
export interface SplitInput {
  /** Class ids, (nSamples,). */
  readonly y: Int32Array;
  readonly classNames: readonly string[];
  /** Where nothing but the split depends on the classes: every class is spread as evenly as it can be, and none of them
   * must be in every part. */
  readonly stratifiesOnly?: boolean;
  /** Per sample; needed by `predefined`. */
  readonly splits?: readonly ('train' | 'val' | 'test' | undefined)[];
  /** Per sample; samples of one group stay together. */
  readonly groups?: readonly (string | undefined)[];
  readonly seed: number;
}

/** What a metric is computed from: the pooled test predictions of a cell. */
export type Predictions = ClassPredictions | NumberPredictions | LabelSetPredictions;

/** One of some classes for each sample. */
export interface ClassPredictions {
  readonly task?: 'classification';
  readonly yTrue: Int32Array;
  readonly yPred: Int32Array;
  /** (nSamples, nClasses), where the model has probabilities. */
  readonly proba?: Matrix;
  /** Where the model is a clusterer. */
  readonly clusters?: Int32Array;
  readonly nClasses: number;
  /** By id, the score of each sample, (nSamples,), for the metrics of features that were asked for. */
  readonly sampleScores?: Readonly<Record<string, Float64Array>>;
}

/** A number for each sample. */
export interface NumberPredictions {
  readonly task: 'regression';
  readonly yTrue: Float64Array;
  readonly yPred: Float64Array;
}

/** The labels of each sample. */
export interface LabelSetPredictions {
  readonly task: 'multi-label';
  /** (nSamples, nLabels), as are the others. */
  readonly yTrue: LabelMatrix;
  readonly yPred: LabelMatrix;
  /** The greater, the likelier the label. */
  readonly scores: Matrix;
}

/** The predictions for one task. */
export type PredictionsOf<Of extends Task> = Of extends 'regression'
  ? NumberPredictions
  : Of extends 'multi-label'
    ? LabelSetPredictions
    : ClassPredictions;

/** What a metric of features is computed from: one fold, features as the model sees them, after its transforms. */
export interface FoldFeatures {
  readonly trainX: Features;
  readonly trainY: Int32Array;
  readonly testX: Features;
  readonly testY: Int32Array;
  /** Of the test samples, where the model is a clusterer. */
  readonly clusters?: Int32Array;
}

/** The predictions for the test part of one fold. */
export type TestedFold = Predictions & {
  /** Rows of X, (nSamples,). */
  readonly rows: Int32Array;
};

/** The same of a cell that predicts classes. */
export type ClassFold = Extract<TestedFold, ClassPredictions>;

/** One file each, one line in `registry.ts`. */
export interface Metric {
  /** As YAML and results.json name it: `accuracy`, `macroF1`. */
  readonly id: string;
  readonly title: string;
  /** What kind of prediction it judges; it computes nothing of the others. */
  readonly task: Task;
  readonly better: 'higher' | 'lower';
  /** The least and the greatest value it can take. */
  readonly range: readonly [number, number];
  /** What the metric needs beside labels; cells without it leave the metric out. */
  readonly needs?: 'proba' | 'clusters' | 'features';
  /** Where it needs features: the score of each test sample, (nTest,), which becomes `sampleScores[id]`. */
  perSample?(fold: FoldFeatures): Promise<Float64Array>;
  compute(predictions: Predictions): number;
  /** The metric of the same predictions under many weightings; what the weights do not change is done once.
   * The function it returns takes how often each sample counts, (nSamples,), at least one of them above 0. */
  weighted(predictions: Predictions): (weights: Float64Array) => number;
}

export interface Interval {
  readonly mean: number;
  /** Lower and upper bound, 95 %. */
  readonly ci95: readonly [number, number];
}

export interface MetricResult extends Interval {
  readonly perFold: readonly number[];
}

/** A hyper-parameter setting and the model it makes, for the task of the run. */
export type Candidate = { readonly params: Readonly<Record<string, unknown>> } & (
  | { readonly task?: 'classification'; create(): Estimator }
  | { readonly task: 'regression'; create(): Regressor }
  | { readonly task: 'multi-label'; create(): MultiLabelEstimator }
);

export interface EvaluationInput {
  readonly X: Features;
  /** What is predicted, or, beside targets, what inner folds are stratified by. */
  readonly y: Int32Array;
  readonly nClasses: number;
  /** What is predicted where it is not a class. */
  readonly targets?: Targets;
  /** The same for every cell of a run. */
  readonly folds: readonly Fold[];
  /** Groups are kept together in the inner folds too. */
  readonly groups?: readonly (string | undefined)[];
  /** One candidate is fitted as it is; several are compared on inner folds of each training part. */
  readonly candidates: readonly Candidate[];
  /** Fits all candidates on all inner folds at once, where they are classifiers that share work: the models that they
   * would make one by one, up to rounding. */
  readonly fitGrid?: GridFit | undefined;
  /** Inner folds for tuning. */
  readonly tune: { readonly folds: number; readonly metric: string };
  /** Draws the inner folds, so that all cells of a run with the same seed are scored on the same ones, single candidates
   * too. Without it a cell draws inner folds of its own where it has settings to choose from. */
  readonly selectionSeed?: number | undefined;
  readonly metrics: readonly string[];
  readonly seed: number;
  readonly signal?: AbortSignal;
}

export interface CellEvaluation {
  readonly metrics: Readonly<Record<string, MetricResult>>;
  /** confusion[true][predicted], summed over folds; of classes. */
  readonly confusion?: readonly (readonly number[])[];
  /** Per outer fold, the setting chosen by inner tuning; the only one where there was no choice. */
  readonly chosen: readonly Readonly<Record<string, unknown>>[];
  /** Per outer fold, the score of the chosen setting on the inner folds of the training part, by the metric that settings
   * are chosen by; undefined where the model lacks what that needs. Absent without `selectionSeed`. */
  readonly innerScores?: readonly (number | undefined)[];
  /** Every test prediction, fold by fold; cluster ids of different folds have nothing in common. */
  readonly tested: readonly TestedFold[];
  /** Of one fit on one training part, and of predicting one test part: medians, milliseconds. */
  readonly fitMs: number;
  readonly predictMs: number;
  readonly warnings: readonly string[];
}

/** A cell as the comparison sees it. */
export interface RankedCell {
  readonly id: string;
  readonly role: 'candidate' | 'baseline' | 'control';
  /** Of its feature space. */
  readonly kind: 'deep' | 'raw-pixels' | 'bag-of-words' | 'hand-crafted';
  readonly evaluation: Pick<CellEvaluation, 'tested' | 'innerScores'>;
}

/** A two-sided p-value, and the same adjusted for the number of comparisons (Holm). */
export interface TestResult {
  readonly p: number;
  readonly pHolm: number;
}

/** The best cell against another. */
export interface Comparison extends TestResult {
  /** The other's id. */
  readonly cell: string;
  /** Positive where the best is better, whatever the metric's direction; its interval is for this comparison alone. */
  readonly difference: Interval;
  /** The p-value adjusted for the number of comparisons and for the choice of the best by its score; it decides. */
  readonly pAdjusted: number;
  /** How the other stands: an unproven cell cannot be told from the best, nor from guessing; a cell that is better than
   * the best is no candidate. */
  readonly verdict: 'as-good' | 'unproven' | 'worse' | 'better';
  /** `correctedResampledT`, `wilcoxon`, `mcnemar` (mid-p, of right and wrong classes), where they apply. */
  readonly tests: Readonly<Record<string, TestResult>>;
}

/** What picking a cell by inner folds comes to on the outer test parts. */
export interface Procedure extends MetricResult {
  /** Per outer fold, the id of the cell that inner folds picked. */
  readonly picked: readonly string[];
  /** Cells that it picked from. */
  readonly nCells: number;
  /** How much better the best cell looks, picked by the scores on the test parts; positive where it looks better. */
  readonly optimism: Interval;
}

/** What a run says in the end; `answer` of results.json. */
export interface Answer {
  readonly metric: string;
  /** The best candidate's id, even where a baseline beats it; the best baseline's in a run without candidates. */
  readonly best: string;
  /** Cells of any role that cannot be told from the best, but from guessing; the best first, then by the metric. */
  readonly tiedBest: readonly string[];
  readonly baseline?: string;
  /** Positive where the candidate is better, whatever the metric's direction. */
  readonly liftOverBaseline?: Interval;
  /** The best cell on the sample as it is: raw pixels, or a bag of words. */
  readonly naive?: string;
  readonly liftOverNaive?: Interval;
  /** The best with every other cell that has the metric, by the metric. */
  readonly comparisons?: readonly Comparison[];
  /** Absent where nothing was picked by inner folds. */
  readonly procedure?: Procedure;
}
