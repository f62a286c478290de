import type { FeatureSpace } from '../types.ts';
import type { DecodeFailure } from './decode-task.ts';
import type { Gap } from './gaps.ts';

/** Computes the vectors of batches, for samples of one modality. */
export interface Extractor {
  /** Start on a batch, of at most `batchSize` gaps, while another is computed; at most two may be under way. */
  prepare(batch: readonly Gap[]): Promise<PreparedBatch>;
  close(): Promise<void>;
}

/** A batch that is ready for the networks. */
export interface PreparedBatch {
  /** One for each pass. */
  readonly parts: readonly BatchPart[];
  readonly failures: ReadonlyMap<Gap, DecodeFailure>;
}

/** The samples of a batch that one pass computes. */
export interface BatchPart {
  readonly spaces: readonly FeatureSpace[];
  readonly gaps: readonly Gap[];
  /** Milliseconds of decoding and preprocessing so far, summed over the samples. */
  readonly ms: number;
  /** Run the pass.
   * @returns one float32 array of shape (gaps.length, space.dim) per space. */
  compute(): Promise<readonly Float32Array[]>;
}

/** What an extractor is started with. */
export interface ExtractorOptions {
  /** Threads of a session. */
  readonly threads: number;
  readonly decodeThreads: number;
  readonly batchSize: number;
}
