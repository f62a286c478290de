import type { z } from 'zod';
import type { Features, LabelMatrix, Matrix } from '../core/index.ts';

export interface FitOptions {
  /** Seeds everything random in the fit; the same seed gives the same model. Default 0. */
  readonly seed?: number;
  /** Number of classes where some may be absent from `y`. Default: the greatest label + 1. */
  readonly nClasses?: number;
  /** What each sample counts in the fit: float64, (nSamples,), finite, >= 0. Default all 1. */
  readonly sampleWeight?: Float64Array;
  /** Stops a long fit with an InterruptedError. */
  readonly signal?: AbortSignal;
  /** Told now and then by a long fit how much of it is done, in [0, 1]. */
  readonly progress?: (done: number) => void;
}

/** What a model takes beyond dense features. */
export interface Takes {
  /** Sparse features, which are never made dense. */
  readonly takesSparse?: true;
  /** `FitOptions.sampleWeight`. */
  readonly takesWeights?: true;
}

/** A model that learns from data. Constructors take hyper-parameters; `fit` changes nothing and returns a new fitted model. */
export interface Estimator extends Takes {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @param y int32, (nSamples,), class ids in [0, nClasses); ids may be missing.
   * @throws {RangeError} If lengths differ, X holds NaN or Infinity, there is no sample, or X or the options are of a
   * kind that it does not take. */
  fit(X: Features, y: Int32Array, options?: FitOptions): Promise<FittedClassifier>;
  /** Fit a model of two classes for each of several labels, sharing what they have in common. Absent where nothing is
   * shared. Each model is the one that `fit` gives for the label, up to rounding.
   * @param labels one int32 list of class ids 0 and 1 for each label, (nSamples,). */
  fitLabels?(
    X: Features,
    labels: readonly Int32Array[],
    options?: TargetFitOptions,
  ): Promise<FittedClassifier[]>;
}

export interface FittedClassifier extends Pick<Takes, 'takesSparse'> {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Full sentences for the report: no convergence, a class without samples, … */
  readonly warnings: readonly string[];
  /** Class ids, (nSamples,). */
  predict(X: Features): Promise<Int32Array>;
  /** Class probabilities, (nSamples, nClasses), rows sum to 1. Absent where a model has none. */
  predictProba?(X: Features): Promise<Matrix>;
  /** Cluster ids, (nSamples,): clusterers only. */
  predictCluster?(X: Features): Promise<Int32Array>;
  /** The features that the model sees: pipelines only. */
  transform?(X: Features): Promise<Features>;
  /** Plain JSON; the registry's `fromJSON` makes an equal model of it. */
  toJSON(): FittedJson;
}

/** `type` is the estimator's registry id. */
export interface FittedJson {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What the registry knows of an estimator: one file, one line. */
export interface EstimatorEntry<Params = unknown> {
  /** As YAML names it: `logistic-regression`. */
  readonly id: string;
  readonly title: string;
  /** One line for docs. */
  readonly summary: string;
  /** Candidates compete; controls (`majority`) only keep the others honest. */
  readonly role: 'candidate' | 'control';
  /** Where the method comes from. */
  readonly paper: string;
  /** Strict; every hyper-parameter has a default, a range and a description. */
  readonly params: z.ZodType<Params>;
  create(params: Params): Estimator;
  /** Fit every setting on every part of one matrix, sharing what they have in common. Absent where nothing is shared.
   * Each model is the one that `create(params).fit` gives for the part's rows, up to rounding.
   * @param parts rows of X, one list per part.
   * @returns models[part][setting]. */
  fitGrid?(
    X: Features,
    y: Int32Array,
    parts: readonly Int32Array[],
    settings: readonly Params[],
    options?: Omit<FitOptions, 'sampleWeight'>,
  ): Promise<FittedClassifier[][]>;
  fromJSON(json: FittedJson): FittedClassifier;
  /** The same method by another package: `implementation: mljs`, with its limits in one line. */
  readonly implementations?: Readonly<
    Record<
      string,
      {
        readonly summary: string;
        create(params: Params): Estimator;
        /** Makes a model of what one of this implementation gave: its JSON has the field `implementation`. */
        fromJSON(json: FittedJson): FittedClassifier;
      }
    >
  >;
}

/** Fits every one of some settings on every part of one matrix.
 * @param parts rows of X, one list per part.
 * @returns models[part][setting]. */
export type GridFit = (
  X: Features,
  y: Int32Array,
  parts: readonly Int32Array[],
  options?: Omit<FitOptions, 'sampleWeight'>,
) => Promise<FittedClassifier[][]>;

/** Options of a fit on targets that are no classes. */
export type TargetFitOptions = Omit<FitOptions, 'nClasses'>;

/** A model that learns numbers from data; `fit` changes nothing and returns a new fitted model. */
export interface Regressor extends Takes {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @param y float64, (nSamples,), finite.
   * @throws {RangeError} If lengths differ, X or y holds NaN or Infinity, there is no sample, or X or the options are of
   * a kind that it does not take. */
  fit(X: Features, y: Float64Array, options?: TargetFitOptions): Promise<FittedRegressor>;
}

export interface FittedRegressor extends Pick<Takes, 'takesSparse'> {
  readonly nFeatures: number;
  /** Full sentences for the report. */
  readonly warnings: readonly string[];
  /** Numbers in the unit of the targets, float64, (nSamples,). */
  predict(X: Features): Promise<Float64Array>;
  /** The features that the model sees: pipelines only. */
  transform?(X: Features): Promise<Features>;
  /** Plain JSON; the registry's `fromJSON` makes an equal model of it. */
  toJSON(): FittedJson;
}

/** What the registry of regressors knows of one: one file, one line. Its id is no estimator's. */
export interface RegressorEntry<Params = unknown>
  extends Pick<EstimatorEntry<Params>, 'id' | 'title' | 'summary' | 'role' | 'paper' | 'params'> {
  create(params: Params): Regressor;
  fromJSON(json: FittedJson): FittedRegressor;
}

/** A model that learns sets of labels from data: a sample may have none, one or several. */
export interface MultiLabelEstimator extends Takes {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @param Y (nSamples, nLabels), 1 where the sample has the label, else 0.
   * @throws {RangeError} If lengths differ, X holds NaN or Infinity, Y anything but 0 and 1, there is no sample or no
   * label, or X or the options are of a kind that it does not take. */
  fit(X: Features, Y: LabelMatrix, options?: TargetFitOptions): Promise<FittedMultiLabel>;
}

export interface FittedMultiLabel extends Pick<Takes, 'takesSparse'> {
  readonly nLabels: number;
  readonly nFeatures: number;
  /** Full sentences for the report. */
  readonly warnings: readonly string[];
  /** (nSamples, nLabels), 1 where the model says that the sample has the label. */
  predict(X: Features): Promise<LabelMatrix>;
  /** How likely each label is, float32, (nSamples, nLabels), in [0, 1]: the greater, the likelier. */
  scores(X: Features): Promise<Matrix>;
  /** The features that the model sees: pipelines only. */
  transform?(X: Features): Promise<Features>;
  /** Plain JSON, which `multiLabelFromJSON` makes an equal model of. */
  toJSON(): FittedJson;
}

/** A model of what is usual, learned without labels. */
export interface Detector {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @throws {RangeError} If X holds NaN or Infinity, or there is no sample. */
  fit(X: Matrix, options?: Pick<FitOptions, 'seed' | 'signal' | 'progress'>): Promise<FittedDetector>;
}

export interface FittedDetector {
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  /** How unusual each sample is, float64, (nSamples,): the greater, the more. */
  score(X: Matrix): Promise<Float64Array>;
  toJSON(): FittedJson;
}

/** What the registry of detectors knows of one: one file, one line. */
export interface DetectorEntry<Params = unknown> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly paper: string;
  readonly params: z.ZodType<Params>;
  create(params: Params): Detector;
  fromJSON(json: FittedJson): FittedDetector;
}

/** A change of features that is learned from the training part alone. */
export interface Transformer extends Pick<Takes, 'takesSparse'> {
  fit(X: Features): Promise<FittedTransformer>;
}

export interface FittedTransformer extends Pick<Takes, 'takesSparse'> {
  /** A new matrix; X stays as it is. Sparse features stay sparse. */
  transform(X: Features): Promise<Features>;
  toJSON(): FittedJson;
}

export interface TransformerEntry<Params = unknown> {
  readonly id: string;
  readonly summary: string;
  readonly params: z.ZodType<Params>;
  create(params: Params): Transformer;
  fromJSON(json: FittedJson): FittedTransformer;
  /** The same transform by another package: `implementation: mljs`; it fits the same model. */
  readonly implementations?: Readonly<
    Record<string, { readonly summary: string; create(params: Params): Transformer }>
  >;
}
