import { groupStyle, outcomeStyles } from '../../chart/point-style.ts';
import { plainText } from '../../plain-text.ts';
import type { PageExploration } from '../exploration.ts';
import type { Colouring } from './groups.ts';
import { byError, byMissedLabels, byNumber, byRarestLabel } from './target-colouring.ts';

/** What the points of a map can be coloured by. */
export type ColourBy =
  | 'class'
  | 'number'
  | 'rarest-label'
  | 'part'
  | 'outcome'
  | 'error'
  | 'missed-labels'
  | 'cluster'
  | 'nothing';

const inOrder: readonly ColourBy[] = [
  'class',
  'number',
  'rarest-label',
  'part',
  'outcome',
  'error',
  'missed-labels',
  'cluster',
];

/** What the classes or labels of a set are called, in the order of their ids; none where there are none. */
export interface GroupNames {
  readonly classNames: readonly string[];
  readonly labelNames?: readonly string[] | undefined;
}

/** Put samples into groups.
 * @param cell whose predictions are right or wrong.
 * @returns undefined where the exploration does not hold it. */
export function colouringOf(
  by: ColourBy,
  exploration: PageExploration,
  { classNames, labelNames = [] }: GroupNames,
  cell: string | undefined,
): Colouring | undefined {
  switch (by) {
    case 'class':
      return byClass(exploration, classNames);
    case 'number':
      return byNumber(exploration);
    case 'rarest-label':
      return byRarestLabel(exploration, labelNames);
    case 'part':
      return bySplit(exploration) ?? byFold(exploration);
    case 'outcome':
      return byOutcome(exploration, cell);
    case 'error':
      return byError(exploration, cell);
    case 'missed-labels':
      return byMissedLabels(exploration, cell);
    case 'cluster':
      return byCluster(exploration, classNames);
    case 'nothing':
      return { groups: inTurn(['Samples']), ofRow: exploration.samples.ids.map(() => 0) };
  }
}

/** What samples can be coloured by here; by nothing where there is nothing. */
export function colouringsOf(
  exploration: PageExploration,
  names: GroupNames,
  cell: string | undefined,
): readonly ColourBy[] {
  const found = inOrder.filter((by) => colouringOf(by, exploration, names, cell) !== undefined);
  return found.length > 0 ? found : ['nothing'];
}

function byClass({ samples }: PageExploration, classNames: readonly string[]): Colouring | undefined {
  if (classNames.length === 0) return undefined;
  return { groups: inTurn(classNames.map(plainText)), ofRow: samples.classIds };
}

const splitNames = { train: 'Training', val: 'Validation', test: 'Test' };

function bySplit({ samples: { splits } }: PageExploration): Colouring | undefined {
  if (splits === undefined) return undefined;
  const found = Object.keys(splitNames).filter((split) => splits.some((of) => of === split));
  const names = found.map((split) => splitNames[split as keyof typeof splitNames]);
  return {
    groups: [...inTurn(names), { name: 'In no part', style: outcomeStyles.untested }],
    ofRow: splits.map((split) => (split === null ? found.length : found.indexOf(split))),
  };
}

/** By the fold that tests a sample; where folds are drawn several times, by the first that does. */
function byFold({ samples, tests }: PageExploration): Colouring | undefined {
  if (tests === undefined) return undefined;
  const foldOf = firstOfRow(tests.rows, tests.folds);
  const folds = [...new Set(foldOf.values())].sort((a, b) => a - b);
  return {
    groups: [
      ...inTurn(folds.map((fold) => `Fold ${fold + 1}`)),
      { name: 'Not tested', style: outcomeStyles.untested },
    ],
    ofRow: samples.ids.map((_, row) => {
      const fold = foldOf.get(row);
      return fold === undefined ? folds.length : folds.indexOf(fold);
    }),
  };
}

/** A sample that is tested several times counts as wrong if one of them is. */
function byOutcome({ samples, tests, predictions }: PageExploration, cell: string | undefined) {
  const said = predictions.find((of) => of.cell === cell);
  if (tests === undefined || said === undefined) return undefined;
  const ofRow = samples.ids.map(() => 2);
  for (const [i, row] of tests.rows.entries()) {
    const isRight = said.predicted[i] === samples.classIds[row];
    ofRow[row] = isRight && ofRow[row] !== 1 ? 0 : 1;
  }
  return {
    groups: [
      { name: 'Right', style: outcomeStyles.right },
      { name: 'Wrong', style: outcomeStyles.wrong },
      { name: 'Not tested', style: outcomeStyles.untested },
    ],
    ofRow,
  };
}

function byCluster({ clusters }: PageExploration, classNames: readonly string[]): Colouring | undefined {
  if (clusters === undefined) return undefined;
  const names = clusters.clusters.map(({ classCounts: [most] }, i) => {
    const name = most && classNames[most[0]];
    return name === undefined ? `Cluster ${i + 1}` : `Cluster ${i + 1}: ${plainText(name)}`;
  });
  return { groups: inTurn(names), ofRow: clusters.ofRow };
}

function inTurn(names: readonly string[]): Colouring['groups'] {
  return names.map((name, i) => ({ name, style: groupStyle(i) }));
}

function firstOfRow(rows: readonly number[], values: readonly number[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const [i, row] of rows.entries()) if (!first.has(row)) first.set(row, values[i]!);
  return first;
}
