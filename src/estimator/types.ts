import type { z } from 'zod';
import type { Matrix } from '../core/index.ts';

export interface FitOptions {
  /** Seeds everything random in the fit; the same seed gives the same model. Default 0. */
  readonly seed?: number;
  /** Number of classes where some may be absent from `y`. Default: the greatest label + 1. */
  readonly nClasses?: number;
  /** Stops a long fit with an InterruptedError. */
  readonly signal?: AbortSignal;
}

/** A model that learns from data. Constructors take hyper-parameters; `fit` changes nothing and returns a new fitted model. */
export interface Estimator {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @param y int32, (nSamples,), class ids in [0, nClasses); ids may be missing.
   * @throws {RangeError} If lengths differ, X holds NaN or Infinity, or there is no sample. */
  fit(X: Matrix, y: Int32Array, options?: FitOptions): Promise<FittedClassifier>;
}

export interface FittedClassifier {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Full sentences for the report: no convergence, a class without samples, … */
  readonly warnings: readonly string[];
  /** Class ids, (nSamples,). */
  predict(X: Matrix): Promise<Int32Array>;
  /** Class probabilities, (nSamples, nClasses), rows sum to 1. Absent where a model has none. */
  predictProba?(X: Matrix): Promise<Matrix>;
  /** Cluster ids, (nSamples,): clusterers only. */
  predictCluster?(X: Matrix): Promise<Int32Array>;
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

/** A change of features that is learned from the training part alone. */
export interface Transformer {
  fit(X: Matrix): Promise<FittedTransformer>;
}

export interface FittedTransformer {
  /** A new matrix; X stays as it is. */
  transform(X: Matrix): Promise<Matrix>;
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
