import type { Dataset, Sample } from '../../dataset/index.ts';
import type { FeatureStore } from '../store/types.ts';
import type { FeatureSpace } from '../types.ts';
import { collectRows, type Rows } from './rows.ts';

/** A content that lacks vectors; of samples with the same bytes the first stands for all. */
export interface Gap {
  readonly sample: Sample;
  /** Ids of the spaces it has no vector in. */
  readonly lacking: ReadonlySet<string>;
}

/** What the store holds of a data set, and what it lacks. */
export interface StoredFeatures {
  /** By space id; rows of gaps and failures are not set yet. */
  readonly vectors: ReadonlyMap<string, Rows>;
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
  const vectors = new Map(spaces.map((space) => [space.id, collectRows(space, dataset.samples.length)]));
  const buffers = new Map(spaces.map(({ id, dim }) => [id, new Float32Array(dim)]));
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
      const vector = buffers.get(space.id)!;
      const found = store.read(space.key, contentHash, vector);
      if (found === 'corrupt') corrupt++;
      if (found === 'found') for (const row of rows) vectors.get(space.id)!.set(row, vector);
      else lacking.add(space.id);
    }
    if (lacking.size > 0) gaps.push({ sample: dataset.samples[rows[0]!]!, lacking });
  }
  return { vectors, rows: rowsOf, gaps, failures, corrupt };
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
