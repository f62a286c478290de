import { z } from 'zod';
import { type Matrix, rowOf, throwIfAborted } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { int32s, toBase64 } from '../serialize.ts';
import type { Estimator, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';

/** How to use a classifier of another package. It is given at least two classes, numbered from 0 without gaps. */
export interface ReferencePackage<Params> {
  /** The registry id of the estimator that it stands in for. */
  readonly type: string;
  /** Its limits in one line. */
  readonly summary: string;
  /** @returns the fitted model as plain JSON. */
  train(data: TrainingData, params: Params): Promise<unknown>;
  /** Make the function that gives the class of each row. */
  load(model: unknown): Promise<(rows: number[][]) => readonly number[]>;
}

export interface TrainingData {
  readonly X: Matrix;
  /** The rows of X as the packages want them. */
  readonly rows: number[][];
  /** In [0, nClasses). */
  readonly labels: number[];
  readonly nClasses: number;
  readonly seed: number;
}

/** Wrap a package for the registry: an entry of `implementations`. */
export function reference<Params>(from: ReferencePackage<Params>) {
  return {
    summary: from.summary,
    create: (params: Params): Estimator => ({
      fit: (X: Matrix, y, options) => fitReference(from, params, X, y, options),
    }),
    fromJSON: (json: FittedJson): FittedClassifier => new FittedReference(from, fittedJson.parse(json)),
  };
}

async function fitReference<Params>(
  from: ReferencePackage<Params>,
  params: Params,
  X: Matrix,
  y: Int32Array,
  options: FitOptions = {},
): Promise<FittedReference> {
  const { seed = 0, signal } = options;
  const nClasses = checkFitInput(X, y, from.type, options);
  throwIfAborted(signal);
  const { classes, positions } = presentClasses(y, nClasses);
  const data = { X, rows: toRows(X), labels: Array.from(positions), nClasses: classes.length, seed };
  return new FittedReference(from, {
    nClasses,
    nFeatures: X.cols,
    classes,
    model: classes.length === 1 ? null : JSON.parse(JSON.stringify(await from.train(data, params))),
    warnings: absentClassWarnings(classes, nClasses),
  });
}

interface Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** As the package writes it; null where there was one class only. */
  readonly model: unknown;
  readonly warnings: readonly string[];
}

/** A model of another package, which is loaded with the first prediction. */
class FittedReference implements FittedClassifier {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  readonly #from: Pick<ReferencePackage<never>, 'type' | 'load'>;
  readonly #classes: Int32Array;
  readonly #model: unknown;

  constructor(from: Pick<ReferencePackage<never>, 'type' | 'load'>, fields: Fields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.warnings = fields.warnings;
    this.#from = from;
    this.#classes = fields.classes;
    this.#model = fields.model;
  }

  async predict(X: Matrix): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, `predict with ${this.#from.type}`);
    if (this.#model === null || X.rows === 0) return new Int32Array(X.rows).fill(this.#classes[0]!);
    const predictRows = await this.#from.load(this.#model);
    return Int32Array.from(predictRows(toRows(X)), (position) => this.#classes[position]!);
  }

  toJSON(): FittedJson {
    return {
      type: this.#from.type,
      implementation: 'mljs',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.#classes),
      model: this.#model,
      warnings: this.warnings,
    };
  }
}

/** Rows as plain arrays. */
export function toRows(X: Matrix): number[][] {
  return Array.from({ length: X.rows }, (_, i) => Array.from(rowOf(X, i)));
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  model: z.unknown(),
  warnings: z.array(z.string()),
});
