import { type Effects, rowOf, throwIfAborted } from '../../core/index.ts';
import type { FeatureStore, StoreBatch, StoredVector } from '../store/types.ts';
import { createDecoder, type DecodedBatch } from './decoder.ts';
import { copyToDuplicates, type StoredFeatures } from './gaps.ts';
import { type ExtractionPlan, type Pass, startPasses } from './pass.ts';

export interface FillOptions {
  readonly plan: ExtractionPlan;
  readonly store: FeatureStore;
  /** Threads of a session. */
  readonly threads: number;
  readonly decodeThreads: number;
  readonly batchSize: number;
}

/** Compute the vectors that are lacking, write them to the store, one transaction a batch, and fill the rows and failures of
 * `stored`. The next batch is decoded while the networks work on this one.
 * @returns how many contents were computed.
 * @throws {InterruptedError} After the batch in hand, if the signal was raised.
 * @throws {StoreError} If another run extracts into the store, or the disk is full. */
export async function fillGaps(
  stored: StoredFeatures,
  options: FillOptions,
  effects: Effects,
): Promise<number> {
  const { plan, store, threads, decodeThreads } = options;
  const { gaps } = stored;
  const batchSize = Math.min(options.batchSize, gaps.length);
  const cleanup: (() => unknown)[] = [];
  try {
    const writer = store.beginExtraction();
    cleanup.push(() => writer.release());
    const passes = await startPasses(plan, gaps, threads);
    cleanup.push(() => Promise.all(passes.map((pass) => pass.release())));
    const decoder = createDecoder(passes, batchSize, decodeThreads);
    cleanup.push(() => decoder.close());
    const progress = effects.progress.start('Extracting features', gaps.length, 'images');
    cleanup.push(() => progress.stop());

    const decodeFrom = (start: number) => decoder.decode(gaps.slice(start, start + batchSize));
    let upcoming = decodeFrom(0);
    // Threads are let finish: one that is ended within native code may take the process with it.
    cleanup.push(() => upcoming.catch(() => {}));
    let computed = 0;
    for (let start = 0; start < gaps.length; start += batchSize) {
      throwIfAborted(effects.signal);
      const decoded = await upcoming;
      const next = start + batchSize;
      if (next < gaps.length) upcoming = decodeFrom(next);
      const batch = await computeBatch(passes, decoded, effects.clock);
      writer.commit(batch);
      fill(stored, batch, decoded);
      const size = Math.min(next, gaps.length) - start;
      computed += size - decoded.failures.size;
      progress.advance(size);
    }
    return computed;
  } finally {
    for (const step of cleanup.reverse()) await step();
  }
}

/** Run every pass over its part of a batch. */
async function computeBatch(
  passes: readonly Pass[],
  { parts, failures }: DecodedBatch,
  clock: Effects['clock'],
): Promise<StoreBatch> {
  const vectors: StoredVector[] = [];
  const measurements: StoreBatch['measurements'][number][] = [];
  for (const [p, { spaces, run }] of passes.entries()) {
    const { gaps, inputs, ms: decodeMs } = parts[p]!;
    const samples = gaps.filter((gap) => !failures.has(gap)).length;
    if (samples === 0) continue;
    const start = clock.elapsed();
    // The runtime refuses shared memory, hence the copy.
    const outputs = await run(inputs.slice(), gaps.length);
    const ms = decodeMs + clock.elapsed() - start;
    for (const [s, space] of spaces.entries()) {
      for (const [row, gap] of gaps.entries()) {
        if (!gap.lacking.has(space.id) || failures.has(gap)) continue;
        const values = outputs[s]!.subarray(row * space.dim, (row + 1) * space.dim);
        vectors.push({ space, contentHash: gap.sample.contentHash, values });
      }
      measurements.push({ space, samples, ms });
    }
  }
  const permanent = [...failures].filter(([, failure]) => failure.permanent);
  return {
    vectors,
    measurements,
    failures: permanent.map(([gap, { reason }]) => ({ contentHash: gap.sample.contentHash, reason })),
  };
}

function fill({ matrices, rows, failures }: StoredFeatures, batch: StoreBatch, decoded: DecodedBatch): void {
  for (const { space, contentHash, values } of batch.vectors) {
    const X = matrices.get(space.id)!;
    const own = rows.get(contentHash)!;
    rowOf(X, own[0]!).set(values);
    copyToDuplicates(X, own);
  }
  for (const [{ sample }, { reason }] of decoded.failures) failures.set(sample.contentHash, reason);
}
