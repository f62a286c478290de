import { type Matrix, matrix, takeRows } from '../../core/index.ts';
import type { PresentClasses } from '../labels.ts';
import type { FittedSvmFields } from './fitted-svm.ts';
import type { KernelSource } from './kernel-rows.ts';
import { type SmoOptions, solveSmo } from './smo.ts';

type OneVsOne = Pick<FittedSvmFields, 'supportVectors' | 'supportCounts' | 'coefficients' | 'intercepts'> & {
  readonly converged: boolean;
};

/** Solve a binary problem for each pair of classes and keep the samples that support any of them.
 * Source: Chang & Lin, LIBSVM, ACM TIST 2 (2011), section 7. */
export async function fitOneVsOne(
  X: Matrix,
  { classes, positions }: PresentClasses,
  source: KernelSource,
  options: SmoOptions,
): Promise<OneVsOne> {
  const k = classes.length;
  const members = Array.from(classes, (_, c) => indicesOf(positions, c));
  /** Coefficients of every sample, (k − 1, nSamples), laid out as FittedSvmFields.coefficients. */
  const all = Array.from({ length: k - 1 }, () => new Float64Array(X.rows));
  const intercepts: number[] = [];
  let converged = true;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const indices = Int32Array.from([...members[i]!, ...members[j]!]);
      const signs = new Int32Array(indices.length)
        .fill(1, 0, members[i]!.length)
        .fill(-1, members[i]!.length);
      const solution = await solveSmo(await source.subset(indices), signs, options);
      indices.forEach((index, t) => {
        const row = signs[t]! > 0 ? j - 1 : i;
        all[row]![index] = solution.coefficients[t]!;
      });
      intercepts.push(solution.intercept);
      converged &&= solution.converged;
    }
  }
  const support = members.map((indices) => indices.filter((index) => all.some((row) => row[index] !== 0)));
  return { ...gather(X, all, support), intercepts: Float64Array.from(intercepts), converged };
}

function gather(
  X: Matrix,
  all: readonly Float64Array[],
  support: readonly Int32Array[],
): Pick<OneVsOne, 'supportVectors' | 'supportCounts' | 'coefficients'> {
  const supportCounts = Int32Array.from(support, (indices) => indices.length);
  const order = Int32Array.from(support.flatMap((indices) => [...indices]));
  const coefficients = matrix(all.length, order.length);
  for (let r = 0; r < all.length; r++) {
    for (let t = 0; t < order.length; t++) coefficients.data[r * order.length + t] = all[r]![order[t]!]!;
  }
  return { supportVectors: takeRows(X, order), supportCounts, coefficients };
}

function indicesOf(positions: Int32Array, c: number): Int32Array {
  const indices: number[] = [];
  for (let i = 0; i < positions.length; i++) if (positions[i] === c) indices.push(i);
  return Int32Array.from(indices);
}
