/** Coordinates (V, b′) for the parameters (V, b) of a linear model, with V of shape (d, k) row-major and b of shape (k,):
 * b = scale · b′ − meanᵀ·V. In them a model speaks of features about their means, and its intercepts are as curved as its
 * weights, so that a quasi-Newton method needs a fraction of the iterations; the norm of V stays what it is. */
export interface CentredCoordinates {
  /** Of each feature, (d,). */
  readonly mean: Float64Array;
  /** Above 0. */
  readonly scale: number;
}

/** Write the parameters of a point: b = scale · b′ − meanᵀ·V. */
export function fromCentred(
  { mean, scale }: CentredCoordinates,
  point: Float64Array,
  parameters: Float64Array,
): void {
  const { nWeights, k } = shapeOf(mean, point);
  for (let at = 0; at < nWeights; at++) parameters[at] = point[at]!;
  for (let c = 0; c < k; c++) parameters[nWeights + c] = scale * point[nWeights + c]!;
  for (let j = 0; j < mean.length; j++) {
    for (let c = 0; c < k; c++) parameters[nWeights + c]! -= mean[j]! * point[j * k + c]!;
  }
}

/** The point of parameters: b′ = (b + meanᵀ·V) / scale. */
export function toCentred({ mean, scale }: CentredCoordinates, parameters: Float64Array): Float64Array {
  const { nWeights, k } = shapeOf(mean, parameters);
  const point = Float64Array.from(parameters);
  for (let j = 0; j < mean.length; j++) {
    for (let c = 0; c < k; c++) point[nWeights + c]! += mean[j]! * parameters[j * k + c]!;
  }
  for (let c = 0; c < k; c++) point[nWeights + c]! /= scale;
  return point;
}

/** Turn a gradient by the parameters into the one by the point, in place: ∂V −= mean ⊗ ∂b, ∂b′ = scale · ∂b. */
export function centreGradient({ mean, scale }: CentredCoordinates, gradient: Float64Array): void {
  const { nWeights, k } = shapeOf(mean, gradient);
  for (let j = 0; j < mean.length; j++) {
    for (let c = 0; c < k; c++) gradient[j * k + c]! -= mean[j]! * gradient[nWeights + c]!;
  }
  for (let c = 0; c < k; c++) gradient[nWeights + c]! *= scale;
}

function shapeOf(mean: Float64Array, parameters: Float64Array): { nWeights: number; k: number } {
  const k = parameters.length / (mean.length + 1);
  return { nWeights: parameters.length - k, k };
}
