import { type Matrix, matrix } from '../../core/index.ts';
import type { ColumnMoments } from './columns.ts';
import { FittedPca } from './fitted-pca.ts';
import type { PcaParams } from './pca-params.ts';
import type { PrincipalAxes } from './principal-axes.ts';

/** Make the model of the axes of greatest variance: as many of them as were asked for.
 * @param values sums of squares along the axes, descending. */
export function keepComponents(
  { values, axes }: PrincipalAxes,
  { means, variances }: ColumnMoments,
  nSamples: number,
  { components, whiten }: PcaParams,
): FittedPca {
  const total = nSamples * variances.reduce((sum, value) => sum + value, 0);
  const shares = values.map((value) => (total === 0 ? 0 : value / total));
  const count = countComponents(components, shares);
  const kept = values.slice(0, count);
  const degrees = Math.max(nSamples - 1, 1);
  const rest = Math.max(0, total - kept.reduce((sum, value) => sum + value, 0));
  const left = Math.min(nSamples, axes.cols) - count;
  return new FittedPca({
    mean: means,
    components: matrix(count, axes.cols, axes.data.slice(0, count * axes.cols)),
    explainedVariance: kept.map((value) => value / degrees),
    explainedVarianceRatio: shares.slice(0, count),
    noiseVariance: left === 0 ? 0 : rest / degrees / left,
    whiten,
  });
}

/** How many components to keep: the number asked for, or the fewest that explain more than the share asked for (all where
 * rounding leaves the sum short of it); one where there is no variance at all.
 * @param shares of the variance, descending. */
function countComponents(asked: PcaParams['components'], shares: ArrayLike<number>): number {
  if (asked === 'all') return shares.length;
  if (asked >= 1) return asked;
  if (shares[0] === 0) return 1;
  let explained = 0;
  for (let c = 0; c < shares.length; c++) {
    explained += shares[c]!;
    if (explained > asked) return c + 1;
  }
  return shares.length;
}

/** @throws {RangeError} If there are fewer samples or features than components. */
export function checkComponents(asked: PcaParams['components'], { rows, cols }: Matrix): void {
  const most = Math.min(rows, cols);
  if (asked !== 'all' && asked > most) {
    throw new RangeError(
      `Cannot fit pca as components must be at most the smaller side of X, ${most}: it is ${asked}`,
    );
  }
}
