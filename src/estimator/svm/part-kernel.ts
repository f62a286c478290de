import { type Matrix, matrix, takeRows } from '../../core/index.ts';
import { kernelBase, kernelFromBase, kernelMatrix } from '../../linalg/index.ts';
import type { SvmKernel } from './kernel.ts';
import { featureSource, gramSource, type KernelSource, renumbered } from './kernel-source.ts';
import { largestPair } from './one-vs-one.ts';
import type { PartSamples } from './part-samples.ts';

/** Kernel values of the samples of a part, numbered as there. */
export interface PartKernel {
  readonly source: KernelSource;
  /** Float32 values that it holds. */
  readonly held: number;
}

/** Kernel values for one part after another, within a limit of memory: what all kernels of a kind have in common is
 * computed once for all of X where that fits, else the values of each part, else each pair's or rows of it. */
export class PartKernels {
  private readonly X: Matrix;
  private readonly maxValues: number;
  private readonly base: Matrix | undefined;
  private readonly kernels = new Latest<PartKernel>();
  private readonly bases = new Latest<Matrix>();

  private constructor(X: Matrix, maxValues: number, base: Matrix | undefined) {
    this.X = X;
    this.maxValues = maxValues;
    this.base = base;
  }

  /** @param isShared whether several parts or kernels are to come. */
  static async open(
    X: Matrix,
    kind: SvmKernel['kind'],
    isShared: boolean,
    maxValues: number,
  ): Promise<PartKernels> {
    // The base of all, and of a part its base, its kernel values and those of a pair.
    const sharesBase = isShared && kind !== 'precomputed' && 4 * X.rows ** 2 <= maxValues;
    return new PartKernels(X, maxValues, sharesBase ? await kernelBase(X, X, kind) : undefined);
  }

  /** @param name of the part: samples of the same name are the same. */
  of(name: string, samples: PartSamples, kernel: SvmKernel): Promise<PartKernel> {
    return this.kernels.get(`${name}/${JSON.stringify(kernel)}`, () => this.make(name, samples, kernel));
  }

  private async make(
    name: string,
    { rows, starts }: PartSamples,
    { kind, ...numbers }: SvmKernel,
  ): Promise<PartKernel> {
    const { X, base } = this;
    const held = rows.length ** 2;
    const fits = starts.length > 3 && held + largestPair(starts) ** 2 <= this.maxValues;
    if (kind === 'precomputed') {
      if (!fits) return { source: renumbered(gramSource(X), rows), held: 0 };
      return { source: gramSource(await gather(X, rows)), held };
    }
    const kernel = { kind, ...numbers };
    if (base !== undefined) {
      const partBase = await this.bases.get(name, () => gather(base, rows));
      return {
        source: gramSource(await kernelFromBase(partBase, kernel)),
        held: 2 * held + base.data.length,
      };
    }
    if (!fits) return { source: renumbered(featureSource(X, kernel), rows), held: 0 };
    const ordered = takeRows(X, rows);
    return { source: gramSource(await kernelMatrix(ordered, ordered, kernel)), held };
  }
}

async function gather(K: Matrix, rows: Int32Array): Promise<Matrix> {
  const part = matrix(rows.length, rows.length);
  await gramSource(K).fill(rows, rows, part.data, rows.length);
  return part;
}

/** Keeps what was made last: more would not fit in memory. */
class Latest<T> {
  private key: string | undefined;
  private value: Promise<T> | undefined;

  get(key: string, make: () => Promise<T>): Promise<T> {
    if (this.value === undefined || key !== this.key) {
      this.key = key;
      this.value = make();
    }
    return this.value;
  }
}
