import { Matrix as DenseMatrix, EigenvalueDecomposition } from 'ml-matrix';

/** Eigenvalues and eigenvectors of a symmetric matrix, by Householder tridiagonalisation and QL.
 * @param S float64, (n × n), symmetric.
 * @returns `values`, (n,), descending; `vectors`, (n × n), row i the unit eigenvector of value i.
 * Cost: O(n³). */
export function symmetricEigen(S: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const decomposition = new EigenvalueDecomposition(DenseMatrix.from1DArray(n, n, S), {
    assumeSymmetric: true,
  });
  const ascending = decomposition.eigenvectorMatrix;
  const values = Float64Array.from(decomposition.realEigenvalues).reverse();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) vectors[i * n + k] = ascending.get(k, n - 1 - i);
  }
  return { values, vectors };
}
