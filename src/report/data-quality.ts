import type { Results } from '../result/index.ts';
import { classBalanceOf } from './class-balance.ts';
import { capitalised, count, formatNumber, formatShare } from './format.ts';
import { leakagePhrase } from './leakage.ts';
import { name, type Phrase, phrase } from './phrase.ts';
import { taskOf, taskWords } from './task.ts';
import type { ReportView } from './view.ts';

type DataQuality = NonNullable<Results['dataQuality']>;

/** A list of suspicious samples, as a table. */
export interface SuspectTable {
  readonly id: 'balance' | 'duplicates' | 'labels' | 'outliers';
  readonly title: string;
  /** What it lists and why that matters. */
  readonly intro: readonly Phrase[];
  /** With a leading `>` where the column holds numbers. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Phrase[])[];
  /** How many there are, listed or not. */
  readonly total: number;
}

/** Uneven classes, duplicates, doubtful labels and outliers, each with what it means; those without any are left out. */
export function suspectTables(view: ReportView): readonly SuspectTable[] {
  const { dataQuality } = view.results;
  const tables = [
    balanceTable(view),
    ...(dataQuality === undefined
      ? []
      : [duplicateTable(view, dataQuality), labelTable(dataQuality), outlierTable(view, dataQuality)]),
  ];
  return tables.filter((table) => table !== undefined && table.total > 0) as SuspectTable[];
}

/** What was looked for and not found, or undefined where nothing was looked for. */
export function nothingFound({ results }: ReportView): Phrase | undefined {
  const { dataQuality } = results;
  if (dataQuality === undefined) return undefined;
  const { duplicates, labelErrors, outliers } = dataQuality;
  const lacking = [
    ...(duplicates.pairs.length === 0 ? ['duplicates'] : []),
    ...(labelErrors?.nSuspects === 0 ? ['labels that the models confidently disbelieve'] : []),
    ...(outliers.nOutliers === 0 ? ['samples unlike all others'] : []),
  ];
  return lacking.length === 0 ? undefined : phrase`Looked for and not found: ${lacking.join(', ')}.`;
}

function balanceTable(view: ReportView): SuspectTable | undefined {
  const balance = classBalanceOf(view);
  if (balance === undefined) return undefined;
  const { classes, sentences } = balance;
  return {
    id: 'balance',
    title: 'Classes that are rare',
    intro: sentences,
    heads: ['Class', '>Samples', '>Tested', '>Found (recall)', '>95\u00a0% interval'],
    rows: classes.map(({ className, samples, tested, recall: { mean, ci95 } }) => [
      phrase`${name(className)}`,
      phrase`${formatNumber(samples)}`,
      phrase`${formatNumber(tested)}`,
      phrase`${tested === 0 ? '–' : formatShare(mean, 0)}`,
      phrase`${formatNumber(ci95[0] * 100)}–${formatNumber(ci95[1] * 100)}`,
    ]),
    total: classes.length,
  };
}

function duplicateTable(view: ReportView, { duplicates, leakage }: DataQuality): SuspectTable {
  const { nExact, nNear, nConflicting, pairs, comparedBy, space } = duplicates;
  const { targets } = taskWords[taskOf(view.results)];
  const how =
    comparedBy === 'pixels'
      ? phrase`their pixels agree once one is laid on the other, mirrored or cropped if need be`
      : phrase`their features in ${name(space)} are far closer than those of nearest neighbours usually are`;
  const found = phrase`${count(nExact + nNear, 'pair')}: ${formatNumber(nExact)} with the same bytes, ${formatNumber(nNear)} that look like copies, as ${how}.`;
  const conflict =
    nConflicting > 0
      ? [
          phrase`${count(nConflicting, 'pair has', 'pairs have')} different ${targets}: one of the two is wrong.`,
        ]
      : [];
  const leak = leakage === undefined ? [] : [leakagePhrase(view, leakage)];
  return {
    id: 'duplicates',
    title: 'Duplicates',
    intro: [found, ...conflict, ...leak],
    heads: ['Sample', 'Looks like', capitalised(targets), 'Copy', '>Difference', 'In training and test'],
    rows: pairs.map(({ samples, classes, kind, mirrored, difference, leaks }) => [
      phrase`${name(samples[0])}`,
      phrase`${name(samples[1])}`,
      classes[0] === classes[1]
        ? phrase`${name(classes[0])}`
        : phrase`${name(classes[0])} ≠ ${name(classes[1])}`,
      phrase`${kind === 'exact' ? 'same bytes' : mirrored ? 'mirrored' : 'near'}`,
      phrase`${formatNumber(difference, 3)}`,
      phrase`${leaks ? 'yes' : ''}`,
    ]),
    total: nExact + nNear,
  };
}

function labelTable({ labelErrors }: DataQuality): SuspectTable | undefined {
  if (labelErrors === undefined) return undefined;
  const { suspects, nSuspects, nJudged, cells } = labelErrors;
  return {
    id: 'labels',
    title: 'Labels that may be wrong',
    intro: [
      phrase`Of ${count(nJudged, 'tested sample')}, ${formatNumber(nSuspects)} confidently look like another class to models that never saw them (confident learning on ${count(cells.length, 'cell')}). The top of the list is the likeliest to be wrong; further down the models may be.`,
    ],
    heads: ['Sample', 'Label', 'Rather', '>Belief in the label', '>In the other'],
    rows: suspects.map(({ sample, given, suggested, selfConfidence, suggestedConfidence }) => [
      phrase`${name(sample)}`,
      phrase`${name(given)}`,
      phrase`${name(suggested)}`,
      phrase`${formatShare(selfConfidence, 0)}`,
      phrase`${formatShare(suggestedConfidence, 0)}`,
    ]),
    total: nSuspects,
  };
}

function outlierTable({ results }: ReportView, { outliers }: DataQuality): SuspectTable {
  const { samples, nOutliers, space } = outliers;
  return {
    id: 'outliers',
    title: 'Samples unlike all others',
    intro: [
      phrase`${count(nOutliers, 'sample is', 'samples are')} much farther from ${nOutliers === 1 ? 'its' : 'their'} nearest five others in ${name(space)} than samples of this set usually are: a broken file, a stray, or just rare.`,
    ],
    heads: ['Sample', capitalised(taskWords[taskOf(results)].target), '>Distance, usual = 1'],
    rows: samples.map(({ sample, class: className, ratio }) => [
      phrase`${name(sample)}`,
      phrase`${name(className)}`,
      phrase`${formatNumber(ratio, 2)}`,
    ]),
    total: nOutliers,
  };
}
