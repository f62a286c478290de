/** Peak resident set of each estimator's fit on 20,000 × 2,048 samples of 10 classes, each in a process of its own.
 * Run: npx tsx test/bench/estimators/memory.ts [id …]
 * Prints the peak and how often it holds the data (164 MB); exits 1 if a peak is over 3 times the data. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createRng, matrix } from '../../../src/core/index.ts';
import { detectors, estimators, transformers } from '../../../src/estimator/index.ts';
import { useThreads } from '../../../src/linalg/index.ts';

const [ROWS, COLS, CLASSES, LIMIT] = [20_000, 2048, 10, 3];
const DATA_MB = (ROWS * COLS * 4) / 1e6;
/** Fits that are asked for less work than by default, as only their memory counts here. */
const settings: Readonly<Record<string, object>> = {
  'random-forest': { nEstimators: 10 },
  'extra-trees': { nEstimators: 10 },
  'isolation-forest': { nEstimators: 10 },
  'gradient-boosted-trees': { maxIterations: 2 },
  'k-means': { nInit: 2, maxIterations: 20 },
  'gaussian-mixture': { covariance: 'diag', maxIterations: 10 },
  pca: { components: 64 },
};
/** Refuses as many samples. */
const small = ['agglomerative'];
const registries = [estimators, detectors, transformers];

const [mode, only] = process.argv.slice(2);
if (mode === '--fit') await fitOnce(only!);
else process.exitCode = (await table(process.argv.slice(2))) ? 0 : 1;

async function table(asked: readonly string[]): Promise<boolean> {
  const all = registries.flatMap(({ entries }) => entries.map(({ id }) => id));
  const ids = (asked.length > 0 ? asked : all).filter((id) => !small.includes(id));
  const run = promisify(execFile);
  let isWithin = true;
  for (const id of ids) {
    const file = fileURLToPath(import.meta.url);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file, '--fit', id]);
    const peak = Number(stdout);
    isWithin &&= peak <= LIMIT * DATA_MB;
    process.stdout.write(
      `${id.padEnd(32)}${peak.toFixed(0).padStart(8)} MB${(peak / DATA_MB).toFixed(2).padStart(8)}\n`,
    );
  }
  return isWithin;
}

/** Fit one and print the peak resident set of this process, MB. */
async function fitOnce(id: string): Promise<void> {
  useThreads(2);
  const rng = createRng(1);
  const X = matrix(ROWS, COLS);
  const y = Int32Array.from({ length: ROWS }, (_, i) => i % CLASSES);
  for (let at = 0; at < X.data.length; at++) {
    const row = Math.floor(at / COLS);
    const isMarked = at % COLS < 10 * CLASSES && at % CLASSES === y[row];
    X.data[at] = rng.float() + (isMarked ? 0.5 : 0);
  }
  const entry = registries.flatMap(({ entries }) => [...entries]).find((each) => each.id === id)!;
  const params = entry.params.parse(settings[id] ?? {}) as never;
  const model = entry.create(params);
  if (detectors.entries.some((each) => each.id === id))
    await (model as { fit(x: typeof X): Promise<unknown> }).fit(X);
  else await (model as { fit(x: typeof X, labels: Int32Array): Promise<unknown> }).fit(X, y);
  process.stdout.write(String(process.resourceUsage().maxRSS / 1000));
}
