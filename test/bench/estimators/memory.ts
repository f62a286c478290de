/** Peak resident set of each estimator's fit on the bench's large data, 20,000 × 2,048 samples of 10 classes, each in a
 * process of its own that runs from a bundle, as the command line does.
 * Run: npx tsx test/bench/estimators/memory.ts [id …]
 * Prints the peak and how often it holds the data (164 MB), first of a process that only reads them; exits 1 if a peak is
 * over 3 times the data. */
import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { matrix } from '../../../src/core/index.ts';
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
/** Not a model: the process with the data alone. */
const NOTHING = 'nothing';
/** Refuses as many samples. */
const small = ['agglomerative'];
const registries = [estimators, detectors, transformers];

const [mode, folder, only] = process.argv.slice(2);
if (mode === '--make') await make(folder!);
else if (mode === '--fit') await fitOnce(folder!, only!);
else process.exitCode = (await table(process.argv.slice(2))) ? 0 : 1;

async function table(asked: readonly string[]): Promise<boolean> {
  const all = registries.flatMap(({ entries }) => entries.map(({ id }) => id));
  const ids = (asked.length > 0 ? asked : all).filter((id) => !small.includes(id));
  const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'));
  const bundle = mkdtempSync(fileURLToPath(new URL('../../../node_modules/.strata-bench-', import.meta.url)));
  const child = async (...args: readonly string[]) =>
    (await promisify(execFile)(process.execPath, [join(bundle, 'memory.js'), ...args])).stdout;
  try {
    const { makeBundle } = await import(new URL('../../../src/cli/bundle.mjs', import.meta.url).href);
    await makeBundle({ memory: fileURLToPath(import.meta.url) }, bundle);
    // not here: a process starts with the peak of the one that started it
    await child('--make', folder);
    let isWithin = true;
    for (const id of [NOTHING, ...ids]) {
      const peak = Number(await child('--fit', folder, id));
      isWithin &&= peak <= LIMIT * DATA_MB;
      process.stdout.write(
        `${id.padEnd(32)}${peak.toFixed(0).padStart(8)} MB${(peak / DATA_MB).toFixed(2).padStart(8)}\n`,
      );
    }
    return isWithin;
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(bundle, { recursive: true });
  }
}

async function make(folder: string): Promise<void> {
  // rooms that the other processes have no need of
  const { madeData, writeForPeer } = await import('./data.ts');
  await writeForPeer(await madeData('large', [ROWS, COLS, CLASSES], 1), folder);
}

/** Fit one and print the peak resident set of this process, MB. */
async function fitOnce(folder: string, id: string): Promise<void> {
  useThreads(2);
  const X = matrix(ROWS, COLS);
  const y = new Int32Array(ROWS);
  read(join(folder, 'large-X.bin'), X.data);
  read(join(folder, 'large-y.bin'), y);
  const entry = registries.flatMap(({ entries }) => [...entries]).find((each) => each.id === id);
  const model = entry?.create(entry.params.parse(settings[id] ?? {}) as never);
  if (detectors.entries.some((each) => each.id === id))
    await (model as { fit(x: typeof X): Promise<unknown> }).fit(X);
  else await (model as { fit(x: typeof X, labels: Int32Array): Promise<unknown> } | undefined)?.fit(X, y);
  process.stdout.write(String((process.resourceUsage().maxRSS * 1024) / 1e6));
}

/** Read a file into memory that is there, so that no copy counts. */
function read(path: string, into: Float32Array | Int32Array): void {
  const bytes = new Uint8Array(into.buffer);
  const file = openSync(path, 'r');
  for (let at = 0; at < bytes.length; ) at += readSync(file, bytes, at, bytes.length - at, at);
  closeSync(file);
}
