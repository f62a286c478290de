/** Sentences for the report where there are fewer clusters than asked for, or the centers still moved at the end. */
export function clusteringWarnings(made: {
  readonly k: number;
  readonly asked: number;
  readonly converged: boolean;
  readonly maxIterations: number;
}): string[] {
  const { k, asked, converged, maxIterations } = made;
  return [
    ...(k < asked ? [`k-means made ${k} clusters instead of ${asked}: there are no more samples`] : []),
    ...(converged ? [] : [`k-means did not converge in ${maxIterations} iterations: raise maxIterations`]),
  ];
}
