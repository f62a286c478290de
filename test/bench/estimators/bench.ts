/** Time every estimator against scikit-learn: the same data, the same number of threads, in turn, medians of 5.
 * Run: STRATA_SKLEARN_PYTHON=…/python npm run bench:estimators [-- --rows svm,k-means --data small] [--runs 5] [--mljs]
 * Needs a Python with scikit-learn; exits 3 without one, 1 if a ratio is under its bar, an accuracy differs by more than
 * half a point, or an inertia or objective is worse by more than its bar. `--mljs` adds the reference implementations
 * where they finish within a minute. The last line is `worst ratio R (row), N rows`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Features, InterruptedError, messageOf } from '../../../src/core/index.ts';
import { useThreads } from '../../../src/linalg/index.ts';
import { createWorkerPool } from '../../../src/worker/index.ts';
import { type BenchData, emojiData, madeData, writeForPeer } from './data.ts';
import { startPeer, type Timing } from './peer.ts';
import { rows } from './rows/index.ts';
import { type Quality, type Row, THREADS } from './rows/row.ts';
import { sparseData } from './sparse-data.ts';

const REFERENCE_LIMIT_MS = 60_000;
const python = process.env.STRATA_SKLEARN_PYTHON;
const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    data: { type: 'string' },
    runs: { type: 'string', default: '5' },
    mljs: { type: 'boolean', default: false },
  },
});

if (python === undefined) {
  process.stderr.write(
    'Cannot compare as STRATA_SKLEARN_PYTHON must name a Python that has scikit-learn: it is not set\n',
  );
  process.exit(3);
}

const makers: Readonly<Record<string, () => Promise<BenchData<Features>>>> = {
  small: () => madeData('small', [2000, 1280, 10], 1000),
  large: () => madeData('large', [20_000, 2048, 10], 2000),
  'many-classes': () => madeData('many-classes', [10_000, 512, 100], 2000),
  emoji: emojiData,
  sparse: sparseData,
};

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const isNamed = (list: string | undefined, name: string) =>
  list === undefined || list.split(',').includes(name);
const chosen = rows.filter(({ model, data }) => isNamed(values.rows, model) && isNamed(values.data, data));
const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'));
const peer = await startPeer(python, THREADS);
useThreads(THREADS);

interface Line {
  readonly name: string;
  readonly ratio: number;
  readonly isBelow: boolean;
}

const print = (...cells: readonly string[]) =>
  process.stdout.write(
    `${cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(12))).join('')}\n`,
  );
const lines: Line[] = [];

try {
  process.stdout.write(`scikit-learn ${peer.version}, ${THREADS} threads each, medians of ${values.runs}\n`);
  print('row', 'cold s', 'Strata s', 'sklearn s', 'ratio', 'Strata', 'sklearn');
  for (const id of new Set(chosen.map(({ data }) => data))) {
    const made = await makers[id]!();
    await peer.load(await writeForPeer(made, folder));
    // a row takes features of the kind of its data set
    const data = made as BenchData;
    for (const row of chosen.filter((each) => each.data === id)) {
      lines.push(...(await compare(row, data)));
      if (values.mljs) await printReference(row, data);
    }
  }
} finally {
  peer.close();
  await rm(folder, { recursive: true });
}

const worst = lines.toSorted((a, b) => a.ratio - b.ratio)[0]!;
process.stdout.write(`worst ratio ${worst.ratio.toFixed(2)} (${worst.name}), ${lines.length} rows\n`);
process.exitCode = lines.some(({ isBelow }) => isBelow) ? 1 : 0;

/** Both sides in turn, after one run of each that is not counted. */
async function compare(row: Row, data: BenchData): Promise<Line[]> {
  const spec = { data: row.data, model: row.model, params: row.params };
  const cold = await row.run(data);
  await peer.run(spec);
  const ours: Timing[] = [];
  const theirs: Timing[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    ours.push(await row.run(data));
    theirs.push(await peer.run(spec));
  }
  return row.timed.map((what) => {
    const seconds = (timings: readonly Timing[]) => median(timings.map((timing) => timing[`${what}Seconds`]));
    const [a, b] = [seconds(ours), seconds(theirs)];
    const [qualitiesA, qualitiesB] = [ours, theirs].map((timings) => timings.map(({ quality }) => quality));
    const [qualityA, qualityB] = [mean(qualitiesA!), mean(qualitiesB!)];
    const name = `${row.model} ${what}, ${row.data}`;
    const times = [cold[`${what}Seconds`], a, b].map((value) => value.toFixed(3));
    const shown = [qualityA, qualityB].map((value) => showQuality(row.quality, value));
    print(name, ...times, (b / a).toFixed(2), ...shown);
    const bar = row.bars?.[what] ?? (Math.max(a, b) < 0.3 ? 0.5 : 1);
    return { name, ratio: b / a, isBelow: b / a < bar || isWorse(row.quality, qualitiesA!, qualitiesB!) };
  });
}

function showQuality(quality: Quality, value: number): string {
  const isShare = quality === 'accuracy' || quality === 'explained variance';
  return isShare ? `${(100 * value).toFixed(1)} %` : value.toExponential(5);
}

/** By more than half a point, 1 % of an inertia, or 1e-4 of an objective; models that draw random numbers may differ by three
 * standard errors. */
function isWorse(quality: Quality, qualitiesA: readonly number[], qualitiesB: readonly number[]): boolean {
  const [ours, theirs] = [mean(qualitiesA), mean(qualitiesB)];
  if (quality === 'inertia') return ours > 1.01 * theirs;
  if (quality === 'objective') return ours > theirs + 1e-4 * Math.abs(theirs);
  const error = Math.sqrt(squaredError(qualitiesA) + squaredError(qualitiesB));
  return Math.abs(ours - theirs) > Math.max(0.005, 3 * error);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the mean. */
function squaredError(values: readonly number[]): number {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return squares / Math.max(values.length - 1, 1) / values.length;
}

/** One fit of the reference implementation, unless it takes over a minute. */
async function printReference({ reference, model, data: id }: Row, data: BenchData): Promise<void> {
  if (reference === undefined) return;
  const pool = createWorkerPool<object, Timing>(new URL('./reference-task.ts', import.meta.url), 1);
  try {
    const { fitSeconds, predictSeconds, quality } = await pool.run(
      { ...reference, data },
      { signal: AbortSignal.timeout(REFERENCE_LIMIT_MS) },
    );
    print(
      `${model} by mljs, ${id}`,
      fitSeconds.toFixed(3),
      predictSeconds.toFixed(3),
      showQuality('accuracy', quality),
    );
  } catch (error) {
    print(`${model} by mljs, ${id}`, error instanceof InterruptedError ? 'over 60 s' : messageOf(error));
  } finally {
    await pool.close();
  }
}
