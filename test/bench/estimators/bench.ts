/** Time every estimator against scikit-learn: the same data, the same number of threads, in turn, medians of 5.
 * Run: STRATA_SKLEARN_PYTHON=…/python npm run bench:estimators [-- --rows svm,k-means] [--runs 5]
 * Needs a Python with scikit-learn; exits 3 without one, 1 if a ratio is under its bar or an accuracy differs by more than
 * half a point. The last line is `worst ratio R (row), N rows`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { useThreads } from '../../../src/linalg/index.ts';
import { type BenchData, emojiData, madeData, writeForPeer } from './data.ts';
import { startPeer, type Timing } from './peer.ts';
import { type Row, rows } from './rows.ts';

const THREADS = 2;
const python = process.env.STRATA_SKLEARN_PYTHON;
const { values } = parseArgs({
  options: { rows: { type: 'string' }, runs: { type: 'string', default: '5' } },
});

if (python === undefined) {
  process.stderr.write(
    'Cannot compare as STRATA_SKLEARN_PYTHON must name a Python that has scikit-learn: it is not set\n',
  );
  process.exit(3);
}

const makers: Readonly<Record<string, () => Promise<BenchData>>> = {
  small: () => madeData('small', [2000, 1280, 10], 1000),
  large: () => madeData('large', [20_000, 2048, 10], 2000),
  'many-classes': () => madeData('many-classes', [10_000, 512, 100], 2000),
  emoji: emojiData,
};

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const chosen = rows.filter(
  ({ model }) => values.rows === undefined || values.rows.split(',').includes(model),
);
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
    const data = await makers[id]!();
    await peer.load(await writeForPeer(data, folder));
    for (const row of chosen.filter((each) => each.data === id)) lines.push(...(await compare(row, data)));
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
    const quality = (timings: readonly Timing[]) => median(timings.map((timing) => timing.quality));
    const [a, b] = [seconds(ours), seconds(theirs)];
    const [qualityA, qualityB] = [quality(ours), quality(theirs)];
    const name = `${row.model} ${what}, ${row.data}`;
    const shown = (value: number) =>
      row.quality === 'inertia' ? (-value).toExponential(3) : `${(100 * value).toFixed(1)} %`;
    const times = [cold[`${what}Seconds`], a, b].map((value) => value.toFixed(3));
    print(name, ...times, (b / a).toFixed(2), shown(qualityA), shown(qualityB));
    const bar = Math.max(a, b) < 0.3 ? 0.5 : 1;
    const isWorse =
      row.quality === 'inertia'
        ? qualityA < qualityB - 0.01 * Math.abs(qualityB)
        : Math.abs(qualityA - qualityB) > 0.005;
    return { name, ratio: b / a, isBelow: b / a < bar || isWorse };
  });
}
