import { type Effects, throwIfAborted } from '../../core/index.ts';
import type { Modality } from '../../dataset/index.ts';
import type { FeatureStore, StoreBatch, StoredVector } from '../store/types.ts';
import type { ExtractorOptions, PreparedBatch } from './extractor.ts';
import type { StoredFeatures } from './gaps.ts';
import { startImages } from './image-pass.ts';
import type { ExtractionPlan } from './pass.ts';
import { longestFirst, startTexts } from './text-pass.ts';

export interface FillOptions extends ExtractorOptions {
  readonly modality: Modality;
  readonly plan: ExtractionPlan;
  readonly store: FeatureStore;
}

/** Compute the vectors that are lacking, write them to the store, one transaction a batch, and fill the rows and failures of
 * `stored`. The next batch is prepared while the networks work on this one.
 * @returns how many contents were computed.
 * @throws {InterruptedError} After the batch in hand, if the signal was raised.
 * @throws {StoreError} If another run extracts into the store, or the disk is full. */
export async function fillGaps(
  stored: StoredFeatures,
  options: FillOptions,
  effects: Effects,
): Promise<number> {
  const { modality, plan, store } = options;
  const gaps = modality === 'text' ? longestFirst(stored.gaps) : stored.gaps;
  const batchSize = Math.min(options.batchSize, gaps.length);
  const cleanup: (() => unknown)[] = [];
  try {
    const writer = store.beginExtraction();
    cleanup.push(() => writer.release());
    const start = modality === 'text' ? startTexts : startImages;
    const extractor = await start(plan, gaps, { ...options, batchSize });
    cleanup.push(() => extractor.close());
    const progress = effects.progress.start('Extracting features', gaps.length, `${modality}s`);
    cleanup.push(() => progress.stop());

    const prepareFrom = (from: number) => extractor.prepare(gaps.slice(from, from + batchSize));
    let upcoming = prepareFrom(0);
    // Threads are let finish: one that is ended within native code may take the process with it.
    cleanup.push(() => upcoming.catch(() => {}));
    let computed = 0;
    for (let from = 0; from < gaps.length; from += batchSize) {
      throwIfAborted(effects.signal);
      const prepared = await upcoming;
      const next = from + batchSize;
      if (next < gaps.length) upcoming = prepareFrom(next);
      const batch = await computeBatch(prepared, effects.clock);
      writer.commit(batch);
      fill(stored, batch, prepared);
      const size = Math.min(next, gaps.length) - from;
      computed += size - prepared.failures.size;
      progress.advance(size);
    }
    return computed;
  } finally {
    for (const step of cleanup.reverse()) await step();
  }
}

/** Run every pass over its part of a batch. */
async function computeBatch(
  { parts, failures }: PreparedBatch,
  clock: Effects['clock'],
): Promise<StoreBatch> {
  const vectors: StoredVector[] = [];
  const measurements: StoreBatch['measurements'][number][] = [];
  for (const { spaces, gaps, ms: preparationMs, compute } of parts) {
    const samples = gaps.filter((gap) => !failures.has(gap)).length;
    if (samples === 0) continue;
    const start = clock.elapsed();
    const outputs = await compute();
    const ms = preparationMs + clock.elapsed() - start;
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

function fill(
  { vectors, rows, failures }: StoredFeatures,
  batch: StoreBatch,
  { failures: failed }: PreparedBatch,
): void {
  for (const { space, contentHash, values } of batch.vectors) {
    for (const row of rows.get(contentHash)!) vectors.get(space.id)!.set(row, values);
  }
  for (const [{ sample }, { reason }] of failed) failures.set(sample.contentHash, reason);
}
