import { sha256 } from '../../../src/core/index.ts';
import type { FeatureSpace, StoreBatch } from '../../../src/feature/index.ts';

export const batchLength = 8;

export const batchSpaces = ['left', 'right'].map(
  (id): FeatureSpace => ({ id, kind: 'deep', key: sha256(id), spec: { id }, dim: 700 }),
);

/** The content hash of vector i of batch b. */
export function contentOf(b: number, i: number): string {
  return sha256(`${b}/${i}`);
}

/** A batch whose every value is its number. */
export function batchOf(b: number): StoreBatch {
  return {
    vectors: batchSpaces.flatMap((space) =>
      Array.from({ length: batchLength }, (_, i) => ({
        space,
        contentHash: contentOf(b, i),
        values: new Float32Array(space.dim).fill(b),
      })),
    ),
    failures: [],
    measurements: batchSpaces.map((space) => ({ space, samples: batchLength, ms: 1 })),
  };
}
