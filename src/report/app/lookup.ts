import type { ExplorationPredictions } from '../../result/index.ts';
import type { ReportCell, ReportData, ReportFeature } from './data.ts';
import { type Outcome, outcomeAt } from './model/outcomes.ts';

/** The cell with an id. */
export function cellOf(data: ReportData, id: string): ReportCell {
  return indexed(data).cells.get(id)!;
}

/** The feature space with an id; undefined of a control's. */
export function featureOf(data: ReportData, id: string): ReportFeature | undefined {
  return indexed(data).features.get(id);
}

/** What a cell said of every test; undefined where it is not kept. */
export function predictionsOf(data: ReportData, cell: string): ExplorationPredictions | undefined {
  return indexed(data).predictions.get(cell);
}

/** Positions in `exploration.tests` where a sample was tested: none, one, or one for each repeat. */
export function testsOf(data: ReportData, row: number): readonly number[] {
  return indexed(data).tests.get(row) ?? [];
}

/** What came of one test with a cell; undefined where its predictions are not kept. */
export function outcomeOf(data: ReportData, cell: string, test: number): Outcome | undefined {
  const predictions = predictionsOf(data, cell);
  return predictions && outcomeAt(data.exploration!, predictions, test);
}

/** The number that a cell predicted in one test; undefined where it is not kept. */
export function predictedNumber(data: ReportData, cell: string, test: number): number | undefined {
  return indexed(data).numbers.get(cell)?.[test];
}

/** The ids of the labels that a cell predicted in one test; undefined where they are not kept. */
export function predictedLabels(data: ReportData, cell: string, test: number): readonly number[] | undefined {
  return indexed(data).labels.get(cell)?.[test];
}

interface Indexed {
  readonly cells: ReadonlyMap<string, ReportCell>;
  readonly features: ReadonlyMap<string, ReportFeature>;
  readonly predictions: ReadonlyMap<string, ExplorationPredictions>;
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly labels: ReadonlyMap<string, readonly (readonly number[])[]>;
  readonly tests: ReadonlyMap<number, readonly number[]>;
}

const known = new WeakMap<ReportData, Indexed>();

function indexed(data: ReportData): Indexed {
  const found = known.get(data) ?? index(data);
  known.set(data, found);
  return found;
}

function index({ cells, features, exploration }: ReportData): Indexed {
  const tests = new Map<number, number[]>();
  for (const [test, row] of exploration?.tests?.rows.entries() ?? []) {
    tests.set(row, [...(tests.get(row) ?? []), test]);
  }
  return {
    cells: new Map(cells.map((cell) => [cell.id, cell])),
    features: new Map(features.map((feature) => [feature.id, feature])),
    predictions: new Map(exploration?.predictions.map((item) => [item.cell, item])),
    numbers: new Map(exploration?.predictedNumbers?.map(({ cell, predicted }) => [cell, predicted])),
    labels: new Map(exploration?.predictedLabels?.map(({ cell, predicted }) => [cell, predicted])),
    tests,
  };
}
