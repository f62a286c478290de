import { type ClassFold, classFoldsOf, type TestedFold } from '../../evaluate/index.ts';
import type { Exploration } from '../../result/index.ts';
import { rankedCells } from './ranked-cells.ts';
import { labelIdsOf, numbersOf } from './target-predictions.ts';
import type { ExplorationInput } from './types.ts';

/** Predictions that do not weigh the page down: about 1 MB. */
const MOST_PREDICTIONS = 100_000;
/** Cells that are kept nevertheless: as many as anybody compares by hand. */
const MOST_CELLS = 20;
/** Whose likeliest classes are kept, as far as MOST_PREDICTIONS go: the best and what ties with it. */
const MOST_TOP_CELLS = 10;
/** Beyond the third, classes are noise. */
const TOP_CLASSES = 3;

type PredictionParts = Pick<
  Exploration,
  'tests' | 'predictions' | 'predictedNumbers' | 'predictedLabels' | 'top'
>;

/** What the cells said of each test: classes, numbers or sets of labels. */
export function predictionParts(input: ExplorationInput): PredictionParts {
  const cells = new Map(rankedCells(input).map(([{ id }, { tested }]) => [id, tested]));
  const [first] = cells.values();
  if (first === undefined) return { predictions: [], top: [] };
  const tests = testsOf(first);
  const { best, tiedBest, baseline, naive } = input.answer;
  const named = [best, baseline, naive, ...tiedBest].filter((id) => id !== undefined);
  const mostCells = Math.floor(MOST_PREDICTIONS / tests.rows.length);
  const listed = [...new Set([...named, ...cells.keys()])].slice(0, Math.max(MOST_CELLS, mostCells));
  const kept = listed.map((cell) => ({ cell, folds: cells.get(cell)! }));
  const ofClasses = kept.flatMap(({ cell, folds }) => {
    const found = classFoldsOf(folds);
    return found ? [{ cell, folds: found }] : [];
  });
  const ofNumbers = kept.flatMap(({ cell, folds }) => {
    const predicted = numbersOf(folds);
    return predicted ? [{ cell, predicted }] : [];
  });
  const ofLabels = kept.flatMap(({ cell, folds }) => {
    const predicted = labelIdsOf(folds);
    return predicted ? [{ cell, predicted }] : [];
  });
  const tied = ofClasses.filter(
    ({ cell, folds }) => (cell === best || tiedBest.includes(cell)) && folds.every(({ proba }) => proba),
  );
  return {
    tests,
    predictions: ofClasses.map(({ cell, folds }) => ({ cell, ...saidOf(folds) })),
    ...(ofNumbers.length > 0 && { predictedNumbers: ofNumbers }),
    ...(ofLabels.length > 0 && { predictedLabels: ofLabels }),
    top: tied
      .slice(0, Math.max(1, Math.min(MOST_TOP_CELLS, mostCells)))
      .map(({ cell, folds }) => ({ cell, ...likeliestOf(folds) })),
  };
}

/** The rows and the fold of each test, which are the same for all cells. */
function testsOf(folds: readonly TestedFold[]): NonNullable<Exploration['tests']> {
  return {
    rows: folds.flatMap(({ rows }) => [...rows]),
    folds: folds.flatMap(({ rows }, fold) => Array.from(rows, () => fold)),
  };
}

function saidOf(folds: readonly ClassFold[]): Omit<Exploration['predictions'][number], 'cell'> {
  const predicted = folds.flatMap(({ yPred }) => [...yPred]);
  if (folds.some(({ proba }) => proba === undefined)) return { predicted };
  const sharesOf = (classes: 'yPred' | 'yTrue') =>
    folds.flatMap((fold) => Array.from(fold[classes], (classId, i) => shareOf(fold, i, classId)));
  return { predicted, confidence: sharesOf('yPred'), ofTrue: sharesOf('yTrue') };
}

function likeliestOf(folds: readonly ClassFold[]): Omit<Exploration['top'][number], 'cell'> {
  const k = Math.min(TOP_CLASSES, folds[0]!.nClasses);
  const classes = folds.flatMap((fold) => Array.from(fold.rows, (_, i) => topClasses(fold, i, k)));
  const tested = folds.flatMap((fold) => Array.from(fold.rows, (_, i) => [fold, i] as const));
  const shares = tested.flatMap(([fold, i], test) => classes[test]!.map((id) => shareOf(fold, i, id)));
  return { k, classes: classes.flat(), shares };
}

/** The k likeliest classes of a test, ties to the lower id; k is small. */
function topClasses({ proba, nClasses }: ClassFold, i: number, k: number): number[] {
  const chance = (classId: number) => proba!.data[i * nClasses + classId]!;
  const top: number[] = [];
  for (let classId = 0; classId < nClasses; classId++) {
    const place = top.findIndex((other) => chance(classId) > chance(other));
    if (place >= 0) top.splice(place, 0, classId);
    else top.push(classId);
    if (top.length > k) top.pop();
  }
  return top;
}

/** The probability of a class, in thousandths. */
function shareOf({ proba, nClasses }: ClassFold, i: number, classId: number): number {
  return Math.round(1000 * proba!.data[i * nClasses + classId]!);
}
