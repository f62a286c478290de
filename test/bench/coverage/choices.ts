import { createRng, deriveSeed, type Matrix, matrix } from '../../../src/core/index.ts';
import { estimators } from '../../../src/estimator/index.ts';
import { createFolds, evaluateCell, type RankedCell, rankCells } from '../../../src/evaluate/index.ts';
import { classFolds } from '../../support/class-folds.ts';

/** Cells that see one another's samples through noise of their own, so that they err together and are as good as their
 * distance makes them. */
interface Scenario {
  readonly name: string;
  readonly nSamples: number;
  readonly nClasses: number;
  /** Distance of the classes' centres, one per cell. */
  readonly distances: readonly number[];
  /** Share of the noise that all cells have in common. */
  readonly common: number;
  readonly model: string;
}

export interface ChoiceRow {
  readonly scenario: string;
  /** Share of data sets in which a cell was called really worse (or better) than the best and was not. */
  readonly familyWiseError: number;
  /** The same by Holm's correction alone, and without any. */
  readonly holmAlone: number;
  readonly uncorrected: number;
  /** Share of the cells that are worse which were called so. */
  readonly power: number;
  /** Points of accuracy, mean over the data sets: what the meter says, and what it should. */
  readonly meter: number;
  readonly trueOptimism: number;
}

const times = (n: number, distance: number) => Array.from({ length: n }, () => distance);

const centroid = 'nearest-centroid';
const lda = 'linear-discriminant-analysis';

export const scenarios: readonly Scenario[] = [
  {
    name: '10 equal cells, n 100',
    nSamples: 100,
    nClasses: 2,
    distances: times(10, 1.2),
    common: 0.5,
    model: centroid,
  },
  {
    name: '10 equal cells, LDA, n 200',
    nSamples: 200,
    nClasses: 4,
    distances: times(10, 2),
    common: 0.3,
    model: lda,
  },
  {
    name: '50 equal cells, n 150',
    nSamples: 150,
    nClasses: 3,
    distances: times(50, 2),
    common: 0.7,
    model: centroid,
  },
  {
    name: '5 good, 15 far worse, n 200',
    nSamples: 200,
    nClasses: 4,
    distances: [...times(5, 2.2), ...times(15, 1.2)],
    common: 0.5,
    model: centroid,
  },
  {
    name: '10 good, 10 little worse, n 200',
    nSamples: 200,
    nClasses: 2,
    distances: [...times(10, 1.6), ...times(10, 1.4)],
    common: 0.5,
    model: centroid,
  },
];

const DIMS = 8;
const NEW_SAMPLES = 2000;

/** Draw data sets, evaluate all cells with nested selection, and see what was claimed of them. */
export async function choicesOf(scenario: Scenario, nDataSets: number): Promise<ChoiceRow> {
  const { name, nSamples, nClasses, distances } = scenario;
  const sums = { familyWiseError: 0, holmAlone: 0, uncorrected: 0, power: 0, meter: 0, trueOptimism: 0 };
  const classNames = Array.from({ length: nClasses }, (_, c) => `class ${c}`);
  const greatest = Math.max(...distances);
  for (let d = 0; d < nDataSets; d++) {
    const seed = deriveSeed(5, name, d);
    const { views, y } = drawViews(scenario, seed);
    const known = y.slice(0, nSamples);
    const folds = createFolds({ type: 'k-fold', folds: 5, repeats: 1 }, { y: known, classNames, seed });
    const newRows = Int32Array.from({ length: NEW_SAMPLES }, (_, i) => nSamples + i);
    const cells: RankedCell[] = [];
    const onNew: number[][] = [];
    for (const [i, X] of views.entries()) {
      const evaluation = await evaluateView(scenario, X, y, folds, { seed, selectionSeed: seed });
      cells.push({ id: String(i), role: 'candidate', kind: 'deep', evaluation });
      const onNewSamples = folds.map(({ train }) => ({ train, test: newRows }));
      const fresh = await evaluateView(scenario, X, y, onNewSamples, { seed });
      onNew.push(
        classFolds(fresh.tested).map(({ yTrue, yPred }) => shareOf(yTrue, (label, k) => label === yPred[k])),
      );
    }
    const { best, comparisons, procedure } = rankCells(cells, {
      metric: 'accuracy',
      seed,
      trainSize: folds[0]!.train.length,
    });
    const distanceOf = (id: string) => distances[Number(id)]!;
    const errs = (isClaimed: (of: NonNullable<typeof comparisons>[number]) => boolean) =>
      comparisons!.some((of) => isClaimed(of) && distanceOf(of.cell) >= distanceOf(best)) ? 1 : 0;
    sums.familyWiseError += errs(({ verdict }) => verdict === 'worse' || verdict === 'better');
    sums.holmAlone += errs(({ pHolm }) => pHolm <= 0.05);
    sums.uncorrected += errs(({ p }) => p <= 0.05);
    const worse = comparisons!.filter(({ cell }) => distanceOf(cell) < greatest);
    sums.power += worse.filter(({ verdict }) => verdict === 'worse').length / Math.max(worse.length, 1);
    const { picked, optimism, mean } = procedure!;
    const expected = picked.reduce((sum, id, f) => sum + onNew[Number(id)]![f]!, 0) / picked.length;
    sums.meter += 100 * optimism.mean;
    sums.trueOptimism += 100 * (mean + optimism.mean - expected);
  }
  const means = Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, sum / nDataSets]));
  return { scenario: name, ...(means as unknown as typeof sums) };
}

function evaluateView(
  { model, nClasses }: Scenario,
  X: Matrix,
  y: Int32Array,
  folds: Parameters<typeof evaluateCell>[0]['folds'],
  seeds: { readonly seed: number; readonly selectionSeed?: number },
) {
  const entry = estimators.get(model);
  const params = entry.params.parse({}) as Readonly<Record<string, unknown>>;
  return evaluateCell({
    X,
    y,
    nClasses,
    folds,
    candidates: [{ params, create: () => entry.create(params) }],
    tune: { folds: 3, metric: 'accuracy' },
    metrics: [],
    ...seeds,
  });
}

/** One view of all samples per cell: the class's centre, noise that all views share, and noise of the view's own.
 * @returns y (nSamples + NEW_SAMPLES,), the new samples last, and a matrix of as many rows per cell. */
function drawViews(
  { nSamples, nClasses, distances, common }: Scenario,
  seed: number,
): { readonly views: Matrix[]; readonly y: Int32Array } {
  const rng = createRng(seed);
  const rows = nSamples + NEW_SAMPLES;
  const y = Int32Array.from({ length: rows }, (_, i) => i % nClasses);
  const shared = Float64Array.from({ length: rows * DIMS }, () => Math.sqrt(common) * rng.normal());
  const own = Math.sqrt(1 - common);
  const views = distances.map((distance) => {
    const X = matrix(rows, DIMS);
    for (let i = 0; i < X.data.length; i++) X.data[i] = shared[i]! + own * rng.normal();
    for (let i = 0; i < rows; i++) X.data[i * DIMS + y[i]!]! += distance;
    return X;
  });
  return { views, y };
}

function shareOf(values: Int32Array, holds: (value: number, i: number) => boolean): number {
  return values.reduce((sum, value, i) => (holds(value, i) ? sum + 1 : sum), 0) / values.length;
}
