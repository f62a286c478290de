import { type Matrix, toDense } from '../../core/index.ts';
import type { FeatureSpace } from '../../feature/index.ts';
import type { Exploration } from '../../result/index.ts';
import { majorityOf } from './count-classes.ts';
import type { ExplorationInput } from './types.ts';

/** Units of a feature space that are shown. */
const UNITS = 12;
/** Samples that show what a unit answers to. */
const DRIVERS = 8;

type Unit = Exploration['units'][number]['units'][number];

/** The units of layers that differ most between classes, each with the samples that drive it most.
 * @param spaces layers; others are left out.
 * @returns none where samples have no class. */
export function describeUnits(
  spaces: readonly FeatureSpace[],
  input: ExplorationInput,
): Exploration['units'] {
  const { prepared, features, data } = input;
  if (prepared.dataset.task !== 'classification') return [];
  return spaces
    .filter(({ kind }) => kind === 'deep')
    .map(({ id }) => {
      const X = toDense(features.matrices.get(id)!);
      return { feature: id, units: chooseUnits(X, data) };
    });
}

/** The units of greatest spread, of each class no more than its share. */
function chooseUnits(X: Matrix, { y, nClasses }: ExplorationInput['data']): Unit[] {
  const spread = spreadBetweenClasses(X, y, nClasses);
  const columns = [...spread.keys()].filter((column) => spread[column]! > 0);
  const left = new Map<number, number>();
  const units: Unit[] = [];
  for (const column of columns.sort((a, b) => spread[b]! - spread[a]! || a - b)) {
    if (units.length === UNITS) break;
    const unit = describeUnit(X, column, y);
    const places = left.get(unit.classId) ?? Math.ceil(UNITS / nClasses);
    left.set(unit.classId, places - 1);
    if (places > 0) units.push(unit);
  }
  return units;
}

function describeUnit(X: Matrix, index: number, y: Int32Array): Unit {
  const drive = (row: number) => X.data[row * X.cols + index]!;
  const rows = [...y.keys()].sort((a, b) => drive(b) - drive(a) || a - b).slice(0, DRIVERS);
  return { index, ...majorityOf(rows, y), rows };
}

/** Of each column, the share of its variance that lies between the means of the classes (η²); 0 where it is constant.
 * Source: Fisher, Statistical methods for research workers, on the correlation ratio. */
export function spreadBetweenClasses(
  { rows, cols, data }: Matrix,
  y: Int32Array,
  nClasses: number,
): Float64Array {
  const sizes = new Float64Array(nClasses);
  const sums = new Float64Array(nClasses * cols);
  const totals = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    sizes[y[i]!]!++;
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j]!;
      sums[y[i]! * cols + j]! += value;
      totals[j]! += value;
    }
  }
  const all = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) all[j]! += (data[i * cols + j]! - totals[j]! / rows) ** 2;
  }
  return all.map((variance, j) => {
    if (variance === 0) return 0;
    let between = 0;
    for (let c = 0; c < nClasses; c++) {
      if (sizes[c]! > 0) between += sizes[c]! * (sums[c * cols + j]! / sizes[c]! - totals[j]! / rows) ** 2;
    }
    return between / variance;
  });
}
