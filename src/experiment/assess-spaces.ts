import { availableParallelism } from 'node:os';
import type { ResolvedConfig } from '../config/index.ts';
import {
  canonicalHash,
  createRng,
  deriveSeed,
  type Effects,
  type Features,
  mapConcurrent,
  sha256,
  takeLabels,
  takeRows,
  toDense,
} from '../core/index.ts';
import type { Similarity } from '../evaluate/index.ts';
import type { FeatureSpace } from '../feature/index.ts';
import { createWorkerPool } from '../worker/index.ts';
import type { Assessed, AssessTask } from './assess-task.ts';
import type { EvaluationData } from './cell-task.ts';
import { evaluationCodeHash } from './code-hash.ts';
import type { Journal } from './journal.ts';

/** Samples that layers are compared on, at most: more would change nothing but the time it takes. */
const MOST_COMPARED = 2048;

export interface AssessInput {
  /** Of a run, of any kind. */
  readonly spaces: readonly FeatureSpace[];
  /** By feature space id. */
  readonly matrices: ReadonlyMap<string, Features>;
  readonly data: EvaluationData;
  /** Content hash per row. */
  readonly sampleKeys: readonly string[];
  readonly config: Pick<ResolvedConfig, 'seed' | 'runtime'>;
  readonly journal: Journal<Assessed>;
  readonly resume: boolean;
}

/** What is known of the layers before any model is trained. */
export interface AssessedSpaces {
  /** Of pretrained layers, in the order of the plan. */
  readonly scores: ReadonlyMap<LayerSpace, Readonly<Record<string, number>>>;
  /** Between the same, where there are two. */
  readonly similarity: Similarity | undefined;
  readonly nScored: number;
  readonly nCompared: number;
  readonly seconds: number;
  /** Layers whose scores were taken from the journal. */
  readonly reused: number;
}

/** A feature space that is a layer of a backbone. */
export type LayerSpace = FeatureSpace & Required<Pick<FeatureSpace, 'backbone' | 'layer' | 'pooling'>>;

/** Score and compare the pretrained layers on worker threads, taking what is known from the journal. Only the training
 * part of the first fold is looked at, so that no test label of that fold has a say.
 * @throws {InterruptedError} If the user stops it; what is finished stays in the journal. */
export async function assessSpaces(input: AssessInput, effects: Effects): Promise<AssessedSpaces> {
  const started = effects.clock.elapsed();
  const { matrices, data, config, journal, resume } = input;
  const layers = input.spaces.filter(isPretrainedLayer);
  const rows = data.folds[0]!.train;
  const compared = drawRows(rows, config.seed);
  const y = takeLabels(data.y, rows);
  const taken = (rows: Int32Array) => (space: LayerSpace) => takeRows(toDense(matrices.get(space.id)!), rows);
  const jobs: Job[] = layers.map((space) => ({
    about: { space: space.key, layer: space.layer, y: sha256(new Uint8Array(y.buffer)) },
    rows,
    task: () => ({ type: 'score', X: taken(rows)(space), y, layer: space.layer }),
  }));
  if (layers.length > 1) {
    jobs.push({
      about: { spaces: layers.map(({ key }) => key) },
      rows: compared,
      task: () => ({ type: 'compare', spaces: layers.map(taken(compared)) }),
    });
  }
  const keys = await jobKeys(jobs, input);
  const found = await Promise.all(keys.map((key) => (resume ? journal.find(key) : undefined)));
  const results = await runMissing(jobs, keys, found, input, effects);
  return {
    scores: new Map(layers.map((space, i) => [space, results[i] as Readonly<Record<string, number>>])),
    similarity: layers.length > 1 ? (results.at(-1) as Similarity) : undefined,
    nScored: rows.length,
    nCompared: compared.length,
    seconds: (effects.clock.elapsed() - started) / 1000,
    reused: found.slice(0, layers.length).filter((scores) => scores !== undefined).length,
  };
}

interface Job {
  /** What the result depends on beside the samples and the code. */
  readonly about: unknown;
  readonly rows: Int32Array;
  readonly task: () => AssessTask;
}

function isPretrainedLayer(space: FeatureSpace): space is LayerSpace {
  return space.kind === 'deep' && space.weights !== 'random';
}

/** The rows that layers are compared on, ascending. */
function drawRows(rows: Int32Array, seed: number): Int32Array {
  if (rows.length <= MOST_COMPARED) return rows;
  return createRng(deriveSeed(seed, 'similarity'))
    .shuffle(Int32Array.from(rows))
    .slice(0, MOST_COMPARED)
    .sort();
}

async function jobKeys(jobs: readonly Job[], { sampleKeys }: AssessInput): Promise<string[]> {
  const code = await evaluationCodeHash();
  const samplesOf = (rows: Int32Array) => canonicalHash(Array.from(rows, (row) => sampleKeys[row]!));
  return jobs.map(({ about, rows }) => canonicalHash({ code, assess: about, samples: samplesOf(rows) }));
}

/** The features of a task, which move to the thread: they are copies of its rows. */
function buffersOf(task: AssessTask): ArrayBuffer[] {
  const spaces = task.type === 'score' ? [task.X] : task.spaces;
  return spaces.map(({ data }) => data.buffer as ArrayBuffer);
}

async function runMissing(
  jobs: readonly Job[],
  keys: readonly string[],
  found: readonly (Assessed | undefined)[],
  { config, journal }: AssessInput,
  effects: Effects,
): Promise<readonly Assessed[]> {
  const missing = jobs.flatMap((_, i) => (found[i] === undefined ? [i] : []));
  if (missing.length === 0) return found as Assessed[];
  const threads = Math.min(config.runtime.threads || availableParallelism(), missing.length);
  const pool = createWorkerPool<AssessTask, Assessed>(new URL('./assess-task.ts', import.meta.url), threads);
  const progress = effects.progress.start('Scoring layers', missing.length, 'steps');
  const results = [...found];
  // the last ones first: the comparison of all layers and the widest layers take longest
  const waiting = missing.reverse();
  try {
    await mapConcurrent(waiting, threads, effects.signal, async (i, signal) => {
      const task = jobs[i]!.task();
      results[i] = await pool.run(task, { signal, transfer: buffersOf(task) });
      await journal.record(keys[i]!, results[i]!);
      progress.advance(1);
    });
    return results as Assessed[];
  } finally {
    progress.stop();
    await pool.close();
  }
}
