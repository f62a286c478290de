import { type Matrix, matrix, rowOf } from '../../core/index.ts';
import type { Dataset, Sample } from '../../dataset/index.ts';
import type { FeatureStore } from '../store/types.ts';
import type { FeatureSpace } from '../types.ts';

/** A content that lacks vectors; of samples with the same bytes the first stands for all. */
export interface Gap {
  readonly sample: Sample;
  /** Ids of the spaces it has no vector in. */
  readonly lacking: ReadonlySet<string>;
}

/** What the store holds of a data set, and what it lacks. */
export interface StoredFeatures {
  /** By space id, shape (samples.length, dim); rows of gaps and failures are not filled yet. */
  readonly matrices: ReadonlyMap<string, Matrix>;
  /** Rows of each content, contents in the order of their first sample. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** In the order of the data set. */
  readonly gaps: readonly Gap[];
  /** Reasons by content hash; grows while extracting. */
  readonly failures: Map<string, string>;
  /** Records that failed their checksum; their vectors are among the gaps. */
  readonly corrupt: number;
}

/** Read everything that is there straight into the rows.
 * @throws {StoreError} If the store is damaged. */
export function readStored(
  dataset: Dataset,
  spaces: readonly FeatureSpace[],
  store: FeatureStore,
): StoredFeatures {
  const matrices = new Map(spaces.map(({ id, dim }) => [id, matrix(dataset.samples.length, dim)]));
  const rowsOf = rowsByContent(dataset);
  const gaps: Gap[] = [];
  const failures = new Map<string, string>();
  let corrupt = 0;
  for (const [contentHash, rows] of rowsOf) {
    const failure = store.failureOf(contentHash);
    if (failure !== undefined) {
      failures.set(contentHash, failure);
      continue;
    }
    const lacking = new Set<string>();
    for (const space of spaces) {
      const X = matrices.get(space.id)!;
      const found = store.read(space.key, contentHash, rowOf(X, rows[0]!));
      if (found === 'corrupt') corrupt++;
      if (found === 'found') copyToDuplicates(X, rows);
      else lacking.add(space.id);
    }
    if (lacking.size > 0) gaps.push({ sample: dataset.samples[rows[0]!]!, lacking });
  }
  return { matrices, rows: rowsOf, gaps, failures, corrupt };
}

/** The rows of each content, contents in the order of their first sample. */
export function rowsByContent({ samples }: Dataset): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  samples.forEach(({ contentHash }, i) => {
    const known = rows.get(contentHash);
    if (known === undefined) rows.set(contentHash, [i]);
    else known.push(i);
  });
  return rows;
}

/** Copy the first of the rows to the others. */
export function copyToDuplicates(X: Matrix, [first, ...others]: readonly number[]): void {
  for (const row of others) rowOf(X, row).set(rowOf(X, first!));
}
