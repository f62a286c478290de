import { throwIfAborted } from '../../core/index.ts';
import { type LinearObjective, type Minimum, maxAbs, minimise, minimiseL1 } from '../../linalg/index.ts';
import { type CentredCoordinates, centreGradient, fromCentred, toCentred } from './centred-coordinates.ts';
import type { FeatureSpread } from './feature-spread.ts';

/** Where a loss is as good as 0, no gradient is greater than the tolerance: a fit goes on while a step promises to gain
 * this many times the tolerance, relative to the objective. */
const GAIN = 100;

/** The spread of the features, and the curvature of a sample's loss by its score where all scores are 0. */
export interface LossSpread extends FeatureSpread {
  readonly curvature: number;
}

export interface RegularisedOptions {
  /** Inverse strength of the regularisation; Infinity for none. */
  readonly C: number;
  /** Share of the L1 norm in it, in [0, 1]; default 0. */
  readonly l1Ratio?: number;
  /** Whether there is an intercept; it is not regularised. */
  readonly fitIntercept: boolean;
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Where to begin, (objective.size,); default 0. */
  readonly start?: Float64Array | undefined;
  /** Speeds up the fit of a free intercept. */
  readonly spread?: LossSpread | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number) => void) | undefined;
}

/** Minimise (loss(V, b) + ((1 − l1Ratio) · ‖V‖² / 2 + l1Ratio · ‖V‖₁) / C) / totalWeight: by L-BFGS, and where there is
 * an L1 norm by its orthant-wise variant.
 * `tolerance` bounds the greatest component of this function's (least sub-)gradient, as in scikit-learn.
 * @param totalWeight of the samples: their number where each counts 1.
 * @throws {InterruptedError} If the signal is raised. */
export async function fitRegularised(
  objective: LinearObjective,
  totalWeight: number,
  {
    C,
    l1Ratio = 0,
    fitIntercept,
    tolerance,
    maxIterations,
    start = new Float64Array(objective.size),
    spread,
    signal,
    progress,
  }: RegularisedOptions,
): Promise<Minimum> {
  const nWeights = objective.nFeatures * objective.nOutputs;
  const l2 = (1 - l1Ratio) / C;
  const coordinates = fitIntercept && spread ? coordinatesOf(spread, l2 / totalWeight) : undefined;
  const parameters = new Float64Array(objective.size);
  let steepest = 0;
  const smooth = async (point: Float64Array, gradient: Float64Array) => {
    if (coordinates === undefined) parameters.set(point);
    else fromCentred(coordinates, point, parameters);
    const loss = await objective.evaluate(parameters, gradient);
    if (!fitIntercept) gradient.fill(0, nWeights);
    const squares = addRegularisation(parameters, gradient, nWeights, l2, 1 / totalWeight);
    steepest = maxAbs(gradient);
    if (coordinates !== undefined) centreGradient(coordinates, gradient);
    return (loss + (l2 * squares) / 2) / totalWeight;
  };
  const options = {
    maxIterations,
    tolerance,
    noise: objective.noise,
    onIteration: reporter(tolerance, signal, progress),
  };
  const begin = coordinates === undefined ? start : toCentred(coordinates, start);
  const strength = l1Ratio / (C * totalWeight);
  const minimum = await (strength === 0
    ? minimise(smooth, begin, { ...options, gain: GAIN * tolerance, steepness: () => steepest })
    : minimiseL1(smooth, begin, { ...options, strength, nPenalised: nWeights }));
  if (coordinates === undefined) return minimum;
  fromCentred(coordinates, minimum.x, parameters);
  return { ...minimum, x: parameters };
}

/** Coordinates in which the intercept's curvature, 1, equals that of the mean objective along a typical direction of the
 * weights, relative to the curvature of the loss.
 * @param l2 strength of the L2 norm in the mean objective. */
function coordinatesOf({ mean, variance, curvature }: LossSpread, l2: number): CentredCoordinates {
  return { mean, scale: Math.sqrt(variance + l2 / curvature) || 1 };
}

/** gradient = (gradient + l2 · x) · scale, where the first `nWeights` components have l2.
 * @returns the sum of squares of those components of x. */
function addRegularisation(
  x: Float64Array,
  gradient: Float64Array,
  nWeights: number,
  l2: number,
  scale: number,
): number {
  let squares = 0;
  for (let i = 0; i < nWeights; i++) {
    const value = x[i]!;
    squares += value * value;
    gradient[i] = (gradient[i]! + l2 * value) * scale;
  }
  for (let i = nWeights; i < x.length; i++) gradient[i]! *= scale;
  return squares;
}

/** Progress is how far the gradient has come down from its first size to the tolerance, in powers of ten. */
function reporter(
  tolerance: number,
  signal: AbortSignal | undefined,
  progress: RegularisedOptions['progress'],
): (steepest: number) => void {
  let first: number | undefined;
  let done = 0;
  return (steepest) => {
    throwIfAborted(signal);
    if (progress === undefined) return;
    first ??= steepest;
    const share = first > tolerance ? Math.log(first / steepest) / Math.log(first / tolerance) : 1;
    done = Math.min(Math.max(done, share), 1);
    progress(done);
  };
}
