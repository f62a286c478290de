import type { FeatureSpace } from '../types.ts';

/** Vectors and failures that outlive the run, shared by processes. Vectors are found by feature space and content,
 * so a file that moves keeps its features and one that changes loses them. */
export interface FeatureStore {
  /** Absolute. */
  readonly folder: string;
  /** @param space a feature space's key. */
  has(space: string, contentHash: string): boolean;
  /** Copy a vector into `row`, shape (dim,). A record that fails its checksum is `corrupt` and leaves `row` undefined.
   * @throws {StoreError} If the store's own structure is damaged. */
  read(space: string, contentHash: string, row: Float32Array): 'found' | 'missing' | 'corrupt';
  /** Why a content could not be decoded, by the same decoder, in an earlier run. */
  failureOf(contentHash: string): string | undefined;
  measurementOf(space: string): Measurement | undefined;
  /** Become the one process that extracts into this store; others may go on reading.
   * @throws {StoreError} `Cannot extract features as another run is using the store "…": process 123`. */
  beginExtraction(): StoreWriter;
  close(): Promise<void>;
}

/** The right to write; it ends with `release()` or with the process, however that ends. */
export interface StoreWriter {
  /** Write everything or nothing; it is on disk when this returns.
   * @throws {StoreError} If the disk is full or cannot be written. */
  commit(batch: StoreBatch): void;
  release(): void;
}

export interface StoreBatch {
  readonly vectors: readonly StoredVector[];
  readonly failures: readonly { readonly contentHash: string; readonly reason: string }[];
  /** What extracting these vectors took; added to what earlier batches took. */
  readonly measurements: readonly (Measurement & { readonly space: FeatureSpace })[];
}

export interface StoredVector {
  readonly space: FeatureSpace;
  readonly contentHash: string;
  readonly values: Float32Array;
}

/** Work done for a feature space: samples decoded and computed, and milliseconds in all. */
export interface Measurement {
  readonly samples: number;
  readonly ms: number;
}
