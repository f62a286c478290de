/** The mean of values under many weightings: of each sample's own score, (nSamples,). */
export function weightedMean(values: Float64Array): (weights: Float64Array) => number {
  return (weights) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i]! * values[i]!;
      total += weights[i]!;
    }
    return sum / total;
  };
}
