/** Sentences for the report where there are fewer clusters than asked for, or the centers still moved at the end. */
export function clusteringWarnings(made: {
  readonly k: number;
  readonly asked: number;
  readonly converged: boolean;
  readonly maxIterations: number;
  readonly id?: string;
}): string[] {
  const { k, asked, converged, maxIterations, id = 'k-means' } = made;
  return [
    ...(k < asked ? [`${id} made ${k} clusters instead of ${asked}: there are no more samples`] : []),
    ...(converged ? [] : [`${id} did not converge in ${maxIterations} iterations: raise maxIterations`]),
  ];
}
