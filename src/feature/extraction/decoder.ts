import { createWorkerPool } from '../../worker/index.ts';
import type { DecodeFailure, DecodeItem, DecodeReport, DecodeTask } from './decode-task.ts';
import type { Gap } from './gaps.ts';
import type { Pass } from './pass.ts';

/** Reads, decodes and preprocesses batches on other threads. */
export interface Decoder {
  /** Start on a batch, of at most `batchSize` gaps. At most two batches may be under way: the memory of a batch is used
   * again by the one after the next. A rejection that nobody awaits is not reported as unhandled. */
  decode(batch: readonly Gap[]): Promise<DecodedBatch>;
  close(): Promise<void>;
}

export interface DecodedBatch {
  /** What each pass takes, in the order of the passes. */
  readonly parts: readonly BatchPart[];
  readonly failures: ReadonlyMap<Gap, DecodeFailure>;
}

/** The samples of a batch that one pass computes; a sample that could not be decoded is a row of zeros. */
export interface BatchPart {
  readonly gaps: readonly Gap[];
  /** float32 in shared memory, (gaps.length, inputLength). */
  readonly inputs: Float32Array;
  /** Milliseconds of decoding and preprocessing, summed over the samples. */
  readonly ms: number;
}

/** Start the threads.
 * @param batchSize greatest number of samples of a batch. */
export function createDecoder(passes: readonly Pass[], batchSize: number, threads: number): Decoder {
  const pool = createWorkerPool<DecodeTask, DecodeReport[]>(
    new URL('./decode-task.ts', import.meta.url),
    threads,
  );
  const memory = [0, 1].map(() => passes.map(({ inputLength }) => sharedFloats(batchSize * inputLength)));
  let turn = 0;

  const decode = async (batch: readonly Gap[]): Promise<DecodedBatch> => {
    const targets = memory[turn++ % 2]!;
    const members = passes.map(({ spaces }) =>
      batch.filter((gap) => spaces.some(({ id }) => gap.lacking.has(id))),
    );
    const items = batch.map(
      ({ sample: { file, contentHash } }): DecodeItem => ({ file, contentHash, outputs: [] }),
    );
    passes.forEach(({ making, inputLength }, target) => {
      members[target]!.forEach((gap, slot) => {
        items[batch.indexOf(gap)]!.outputs.push({ making, target, offset: slot * inputLength });
      });
    });
    const task: DecodeTask = { items, targets, next: new Int32Array(new SharedArrayBuffer(4)) };
    const reports = (await Promise.all(Array.from({ length: threads }, () => pool.run(task)))).flat();

    const failures = new Map<Gap, DecodeFailure>();
    const ms = passes.map(() => 0);
    for (const report of reports) {
      const { outputs } = items[report.item]!;
      if (report.failure !== undefined) failures.set(batch[report.item]!, report.failure);
      outputs.forEach(({ target, offset }, i) => {
        if (report.failure === undefined) ms[target]! += report.ms[i]!;
        else targets[target]!.fill(0, offset, offset + passes[target]!.inputLength);
      });
    }
    const parts = passes.map(({ inputLength }, p) => ({
      gaps: members[p]!,
      inputs: targets[p]!.subarray(0, members[p]!.length * inputLength),
      ms: ms[p]!,
    }));
    return { parts, failures };
  };

  return {
    decode: (batch) => {
      const decoded = decode(batch);
      decoded.catch(() => {});
      return decoded;
    },
    close: () => pool.close(),
  };
}

function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}
