import { availableParallelism } from 'node:os';
import { type Effects, throwIfAborted } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { cutWarnings } from './extraction/cut.ts';
import { fillGaps } from './extraction/fill-gaps.ts';
import { readStored, type StoredFeatures } from './extraction/gaps.ts';
import { type ExtractionPlan, planSpaces } from './extraction/pass.ts';
import { checkSkipped } from './extraction/skipped.ts';
import type { FeatureStore } from './store/types.ts';
import type { ExtractedFeatures, ExtractionCost, FeatureSpace } from './types.ts';

export interface ExtractionRequest {
  readonly dataset: Dataset;
  readonly plan: ExtractionPlan;
  readonly store: FeatureStore;
  /** Threads of inference, and of decoding beside it; 0 or absent is one per core. */
  readonly threads?: number;
  /** Samples of a pass and of a transaction. Default 32. */
  readonly batchSize?: number;
  /** Greatest share of files that may be unusable, in [0, 1]. Default 0.1. */
  readonly maxSkipped?: number;
}

/** Give every sample its vector in every space of the plan: from the store where it is there, else computed and stored.
 * Whatever was committed stays, so that a run that was stopped goes on where it was; vectors do not depend on where that
 * was. Where nothing is lacking, no session and no thread is started.
 * @throws {DataError} If too many files cannot be decoded.
 * @throws {StoreError} If another run extracts into the store, the disk is full, or the store is damaged.
 * @throws {BackboneError} If a session cannot be started.
 * @throws {InterruptedError} If the signal is raised; the batch in hand is finished first. */
export async function extractFeatures(
  request: ExtractionRequest,
  effects: Effects,
): Promise<ExtractedFeatures> {
  const { dataset, plan, store, batchSize = 32, maxSkipped = 0.1 } = request;
  const threads = request.threads || availableParallelism();
  const start = effects.clock.elapsed();
  throwIfAborted(effects.signal);
  const spaces = planSpaces(plan);
  const stored = readStored(dataset, spaces, store);
  const { rows, gaps, failures, corrupt } = stored;
  if (corrupt > 0) {
    effects.logger.warn(
      `Found ${corrupt} damaged ${corrupt === 1 ? 'record' : 'records'} in the feature store "${store.folder}": extracting these features again`,
    );
  }
  const lacking = gaps.flatMap(({ sample }) => rows.get(sample.contentHash)!).length;
  const cached = dataset.samples.filter(({ contentHash }) => !failures.has(contentHash)).length - lacking;
  // Small images keep the networks waiting for nothing and large ones keep them waiting: as many decoders as cores are
  // right for both, since whoever waits sleeps.
  const decodeThreads = Math.min(threads, gaps.length);
  const options = { modality: dataset.modality, plan, store, threads, decodeThreads, batchSize };
  const extracted = gaps.length === 0 ? 0 : await fillGaps(stored, options, effects);
  const skipped = dataset.samples.flatMap(({ id, contentHash }) => {
    const reason = failures.get(contentHash);
    return reason === undefined ? [] : [{ id, reason }];
  });
  checkSkipped(dataset, skipped, maxSkipped);
  const seconds = (effects.clock.elapsed() - start) / 1000;
  const cost = { extracted, cached, seconds, msPerSample: measuredMs(spaces, store) };
  const warnings = cutWarnings(dataset, plan);
  return { spaces, ...keepDecoded(dataset, stored), skipped, warnings, cost };
}

/** Leave out the rows of samples that could not be decoded. */
function keepDecoded(
  { samples }: Dataset,
  { vectors, failures }: StoredFeatures,
): Pick<ExtractedFeatures, 'kept' | 'matrices'> {
  const kept = Int32Array.from(samples.keys()).filter((i) => !failures.has(samples[i]!.contentHash));
  return { kept, matrices: new Map([...vectors].map(([id, rows]) => [id, rows.take(kept)])) };
}

function measuredMs(spaces: readonly FeatureSpace[], store: FeatureStore): ExtractionCost['msPerSample'] {
  const measured = new Map<string, number>();
  for (const { id, key } of spaces) {
    const measurement = store.measurementOf(key);
    if (measurement !== undefined) measured.set(id, measurement.ms / measurement.samples);
  }
  return measured;
}
