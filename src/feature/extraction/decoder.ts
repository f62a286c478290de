import { createWorkerPool } from '../../worker/index.ts';
import type { DecodeFailure, DecodeItem, DecodeReport, DecodeTask, Making } from './decode-task.ts';
import type { BatchPart, PreparedBatch } from './extractor.ts';
import type { Gap } from './gaps.ts';
import type { Pass } from './pass.ts';

/** A pass over images. */
export interface ImagePass extends Pass {
  readonly making: Making;
  /** Values a sample that the decoder makes. */
  readonly inputLength: number;
  /** @param inputs float32, (n, inputLength).
   * @returns one float32 array of shape (n, space.dim) per space; it may be the input itself. */
  run(inputs: Float32Array, n: number): Promise<readonly Float32Array[]>;
}

/** Reads, decodes and preprocesses batches on other threads. */
export interface Decoder {
  /** Start on a batch, of at most `batchSize` gaps; a sample that cannot be decoded is a row of zeros. At most two batches
   * may be under way: the memory of a batch is used again by the one after the next. A rejection that nobody awaits is
   * not reported as unhandled. */
  decode(batch: readonly Gap[]): Promise<PreparedBatch>;
  close(): Promise<void>;
}

/** Start the threads.
 * @param batchSize greatest number of samples of a batch. */
export function createDecoder(passes: readonly ImagePass[], batchSize: number, threads: number): Decoder {
  const pool = createWorkerPool<DecodeTask, DecodeReport[]>(
    new URL('./decode-task.ts', import.meta.url),
    threads,
  );
  const memory = [0, 1].map(() => passes.map(({ inputLength }) => sharedFloats(batchSize * inputLength)));
  let turn = 0;

  const decode = async (batch: readonly Gap[]): Promise<PreparedBatch> => {
    const targets = memory[turn++ % 2]!;
    const members = passes.map(({ spaces }) =>
      batch.filter((gap) => spaces.some(({ id }) => gap.lacking.has(id))),
    );
    const items = batch.map(({ sample: { content, contentHash } }): DecodeItem => {
      if (!('file' in content))
        throw new RangeError('Cannot decode a sample as it must be a file: it is a text');
      return { file: content.file, contentHash, outputs: [] };
    });
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
    const parts = passes.map(({ spaces, inputLength, run }, p): BatchPart => {
      const gaps = members[p]!;
      // The runtime refuses shared memory, hence the copy.
      const compute = () => run(targets[p]!.slice(0, gaps.length * inputLength), gaps.length);
      return { spaces, gaps, ms: ms[p]!, compute };
    });
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
