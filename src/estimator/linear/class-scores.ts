import { type Features, isSparse } from '../../core/index.ts';
import { gram } from '../../linalg/index.ts';
import { type SampleRows, sampleRows } from './sample-rows.ts';

/** Samples up to which all products between them are computed: below, that takes less time than it saves. */
const MOST_PRODUCTS_OF = 3_000;
/** Features from which it does. */
const LEAST_FEATURES = 64;

/** The scores of samples for classes, as w_m = Σ α_im x_i moves. */
export interface ClassScores {
  readonly rows: number;
  squaredNorm(i: number): number;
  /** w_m · x_i. */
  score(i: number, m: number): number;
  /** Add `change` to α_im. */
  move(i: number, m: number, change: number): void;
  /** The weights of each class, the bias last.
   * @param alpha float64, (rows, nClasses), as moved. */
  weights(alpha: Float64Array): Float64Array[];
}

/** Scores from the products between the samples where these are few, else from the weights.
 * @param bias the value of a last column that X has not. */
export async function classScores(X: Features, bias: number, nClasses: number): Promise<ClassScores> {
  const rows = sampleRows(X, bias);
  return !isSparse(X) && X.rows <= MOST_PRODUCTS_OF && X.cols >= LEAST_FEATURES
    ? new ScoresOfProducts(rows, await gram(X), bias * bias, nClasses)
    : new ScoresOfWeights(rows, nClasses);
}

class ScoresOfWeights implements ClassScores {
  readonly rows: number;
  private readonly X: SampleRows;
  private readonly W: Float64Array;
  private readonly nClasses: number;

  constructor(X: SampleRows, nClasses: number) {
    this.rows = X.rows;
    this.X = X;
    this.nClasses = nClasses;
    this.W = new Float64Array(nClasses * X.cols);
  }

  squaredNorm(i: number): number {
    return this.X.squaredNorm(i);
  }

  score(i: number, m: number): number {
    return this.X.dot(i, this.W, m * this.X.cols);
  }

  move(i: number, m: number, change: number): void {
    this.X.add(i, change, this.W, m * this.X.cols);
  }

  weights(): Float64Array[] {
    const { cols } = this.X;
    return Array.from({ length: this.nClasses }, (_, m) => this.W.slice(m * cols, (m + 1) * cols));
  }
}

class ScoresOfProducts implements ClassScores {
  readonly rows: number;
  private readonly X: SampleRows;
  private readonly products: Float32Array;
  private readonly offset: number;
  /** One list of scores for each class. */
  private readonly scores: readonly Float64Array[];

  constructor(X: SampleRows, products: Float32Array, offset: number, nClasses: number) {
    this.rows = X.rows;
    this.X = X;
    this.products = products;
    this.offset = offset;
    this.scores = Array.from({ length: nClasses }, () => new Float64Array(X.rows));
  }

  squaredNorm(i: number): number {
    return this.products[i * this.rows + i]! + this.offset;
  }

  score(i: number, m: number): number {
    return this.scores[m]![i]!;
  }

  move(i: number, m: number, change: number): void {
    const { products, offset } = this;
    const scores = this.scores[m]!;
    const row = i * scores.length;
    for (let r = 0; r < scores.length; r++) scores[r]! += change * (products[row + r]! + offset);
  }

  weights(alpha: Float64Array): Float64Array[] {
    const k = this.scores.length;
    return this.scores.map((_, m) => {
      const w = new Float64Array(this.X.cols);
      for (let i = 0; i < this.rows; i++) if (alpha[i * k + m] !== 0) this.X.add(i, alpha[i * k + m]!, w, 0);
      return w;
    });
  }
}
