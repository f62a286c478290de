import type { ResultCell, ResultMetric } from '../../result/index.ts';
import { featurePhrase, fullCellPhrase } from '../cell-phrase.ts';
import { dateText } from '../facts.ts';
import { capitalised, count, formatSeconds, orDash } from '../format.ts';
import type { Names } from '../names.ts';
import { joinPhrases, name, type Phrase, phrase } from '../phrase.ts';
import { samplesPhrase } from '../task.ts';
import { createView, type ReportView } from '../view.ts';
import type { Change, ComparedRun, CompareSection, PairedCells, PairedRuns } from './types.ts';

/** What the runs differ in, in a sentence. */
export function differenceOf(changes: readonly Change[]): Phrase {
  if (changes.length === 0) {
    return phrase`The runs are told alike: same data, layers, models, settings, protocol, seed and versions.`;
  }
  const things = changes.map(({ what }) => what);
  const list =
    things.length < 3
      ? joinPhrases(things, ' and ')
      : phrase`${joinPhrases(things.slice(0, -1), ', ')} and ${things.at(-1)!}`;
  return phrase`The runs differ in ${count(changes.length, 'thing')}: ${list}.`;
}

/** All that a comparison tells, but for the figure. */
export function sectionsOf(
  runs: readonly ComparedRun[],
  changes: readonly Change[],
  pairs: readonly PairedRuns[],
): readonly CompareSection[] {
  const heads = runs.map(({ letter }) => letter);
  const all = viewOfAll(runs);
  return [
    {
      id: 'changes',
      title: 'What changed',
      intro: [],
      heads: ['What', ...heads],
      rows: changes.map(({ what, values }) => [capitalisedPhrase(what), ...values]),
    },
    {
      id: 'answers',
      title: 'The answers',
      intro: pairs.flatMap(bestSentences),
      heads: ['What', ...heads],
      rows: answerRows(runs),
    },
    {
      id: 'curves',
      title: 'Layer by layer',
      intro: [],
      hasCurves: true,
      heads: ['Layer or recipe', ...heads.map((letter) => `>${letter}`)],
      rows: layerRows(runs, all),
    },
    ...pairs.map((pair) => cellSection(pair, all.names)),
  ];
}

function capitalisedPhrase([first, ...others]: Phrase): Phrase {
  return [typeof first === 'string' ? capitalised(first) : first!, ...others];
}

/** All cells of all runs as if of one: features by depth, with names that are the same for all runs. */
export function viewOfAll(runs: readonly ComparedRun[]): ReportView {
  return createView({ ...runs[0]!.results, cells: runs.flatMap(({ results }) => results.cells) });
}

function answerRows(runs: readonly ComparedRun[]): readonly (readonly Phrase[])[] {
  const row = (title: string, tell: (run: ComparedRun) => Phrase) => [phrase`${title}`, ...runs.map(tell)];
  return [
    row('Run', ({ title }) => phrase`${name(title)}`),
    row('Started', ({ results }) => phrase`${dateText(results.startedAt)}`),
    row('Data', ({ results }) => phrase`${name(results.dataset.id)}, ${samplesPhrase(results, ' of')}`),
    row('Best cell', ({ view, results }) => fullCellPhrase(view, view.cell(results.answer.best)!)),
    row('Score', ({ view, results }) => {
      const result = view.score(view.cell(results.answer.best)!);
      return phrase`${view.metric.word} ${scoreText(view, result)}`;
    }),
    row('Over the best baseline', ({ view, results }) => {
      const { liftOverBaseline: lift } = results.answer;
      return phrase`${orDash(lift, (known) => `${view.metric.difference(known.mean)} (${view.metric.differenceRange(known)})`)}`;
    }),
    row(
      'As good as the best',
      ({ view }) => phrase`${count(view.tied.size - 1, 'other cell')} of ${view.ranked.length - 1}`,
    ),
    row('Whole run', ({ results }) => phrase`${formatSeconds(results.seconds)}`),
  ];
}

function scoreText({ metric }: ReportView, result: ResultMetric | undefined): string {
  return orDash(result, (known) => `${metric.value(known.mean)} (${metric.range(known)})`);
}

/** The best model of every layer and baseline in each run, by the deciding metric of the first. */
function layerRows(runs: readonly ComparedRun[], { features, names }: ReportView): Phrase[][] {
  const { id } = runs[0]!.view.metric;
  return features
    .filter(({ role }) => role !== 'control')
    .map(({ role, feature }) => {
      const scores = runs.map(({ view }) => {
        const row = view.features.find((of) => of.role === role && of.feature.id === feature.id);
        const best = row && bestOf(view, row.cells, id);
        return phrase`${scoreText(runs[0]!.view, best?.metrics[id])}`;
      });
      return [featurePhrase({ names }, feature), ...scores];
    });
}

/** The best of some cells by a metric that need not be the one that decides. */
export function bestOf(
  { metrics }: ReportView,
  cells: readonly ResultCell[],
  id: string,
): ResultCell | undefined {
  const sign = metrics.find((metric) => metric.id === id)?.better === 'lower' ? -1 : 1;
  const measured = cells.filter((cell) => cell.metrics[id] !== undefined);
  return measured.sort((a, b) => sign * (b.metrics[id]!.mean - a.metrics[id]!.mean))[0];
}

function bestSentences({ first, second, best, caution }: PairedRuns): readonly Phrase[] {
  const which = phrase`The best cell of ${second.letter} against the best of ${first.letter}`;
  const told =
    best.difference === undefined
      ? []
      : [phrase`${which}, on the same samples: ${differenceText(first.view, best)}.`];
  return [...told, ...(caution === undefined ? [] : [caution])];
}

/** `+1.2 points (−0.4 to +2.8), which may be chance`. */
function differenceText(view: ReportView, { difference }: PairedCells): string {
  if (difference === undefined) return '–';
  const { metric } = view;
  const meaning = meaningOf(view, difference.ci95);
  if (meaning === 'the same') return 'no difference';
  return `${metric.difference(difference.mean)} (95\u00a0% interval ${metric.differenceRange(difference)}), ${meaning === 'may be chance' ? 'which may be chance' : `which is ${meaning}`}`;
}

type Meaning = 'better' | 'worse' | 'may be chance' | 'the same';

function meaningOf({ metric }: ReportView, [low, high]: readonly [number, number]): Meaning {
  if (low === 0 && high === 0) return 'the same';
  if (low <= 0 && high >= 0) return 'may be chance';
  return low > 0 === (metric.better === 'higher') ? 'better' : 'worse';
}

/** `2 are better, 1 is worse, 3 may differ by chance, 4 are the same.` */
function tally(view: ReportView, cells: readonly PairedCells[]): string {
  const meanings = cells.flatMap(({ difference }) => (difference ? [meaningOf(view, difference.ci95)] : []));
  const parts = (['better', 'worse', 'may be chance', 'the same'] as const).flatMap((meaning) => {
    const n = meanings.filter((of) => of === meaning).length;
    const verb =
      meaning === 'may be chance' ? 'may differ by chance' : `${n === 1 ? 'is' : 'are'} ${meaning}`;
    return n === 0 ? [] : [`${n} ${verb}`];
  });
  return `${parts.join(', ')}.`;
}

function cellSection({ first, second, caution, cells }: PairedRuns, names: Names): CompareSection {
  const { view } = first;
  const { id, word } = view.metric;
  const paired = cells.filter(({ difference }) => difference !== undefined).length;
  const chance = `Each interval is for its cell alone: where nothing changed, about one of 20 would still exclude 0.`;
  const intro = [
    phrase`${second.letter} minus ${first.letter}, ${word}, for the ${count(cells.length, 'cell')} that both have${view.metric.better === 'lower' ? '; less is better' : ''}.`,
    ...(paired > 0 ? [phrase`${tally(view, cells)} ${chance}`] : []),
    ...(caution === undefined ? [] : [caution]),
  ];
  const isClear = ({ difference }: PairedCells) =>
    difference !== undefined && (difference.ci95[0] > 0 || difference.ci95[1] < 0);
  // What changed first: a table in Markdown is cut.
  const ordered = [...cells.filter(isClear), ...cells.filter((pair) => !isClear(pair))];
  const rows = ordered.map((pair) => {
    const { first: one, second: other, difference, notes } = pair;
    const means = [one, other].map(({ metrics }) =>
      orDash(metrics[id], ({ mean }) => view.metric.value(mean)),
    );
    const meaning = difference && meaningOf(view, difference.ci95);
    return [
      featurePhrase({ names }, one.feature),
      phrase`${view.names.model(one)}`,
      ...means.map((mean) => phrase`${mean}`),
      phrase`${orDash(difference, ({ mean }) => view.metric.difference(mean))}`,
      phrase`${orDash(difference, (known) => view.metric.differenceRange(known))}`,
      phrase`${[...(meaning ? [meaning] : []), ...notes].join('; ')}`,
    ];
  });
  return {
    id: `cells-${second.letter.toLowerCase()}`,
    title: `Cell by cell: ${second.letter} against ${first.letter}`,
    intro,
    heads: [
      'Layer or recipe',
      'Model',
      `>${first.letter}`,
      `>${second.letter}`,
      '>Difference',
      '>95\u00a0% interval',
      'Meaning',
    ],
    rows,
  };
}
