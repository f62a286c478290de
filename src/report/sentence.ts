import type { ResultCell, Results } from '../result/index.ts';
import { cellPhrase, featurePhrase, fullCellPhrase } from './cell-phrase.ts';
import { count, formatBytes } from './format.ts';
import { leakageWarning } from './leakage.ts';
import { liftOf, naiveLiftOf, verdictOf } from './lift.ts';
import { joinPhrases, type Phrase, phrase, renderPhrase } from './phrase.ts';
import { plainText } from './plain-text.ts';
import { predictionsOf } from './predictions.ts';
import { comparisonsOf, permutedOf, procedureOf } from './selection.ts';
import { samplesPhrase, taskOf, taskWords } from './task.ts';
import { createView, type ReportView } from './view.ts';

/** What a run answers. */
export interface Answer {
  readonly headline: Phrase;
  /** One sentence each: what the score means, the lift, the tied, the cheapest, the floor, how sure. */
  readonly details: readonly Phrase[];
}

/** The answer in plain text, safe to print: one sentence, and the sentences that say how sure it is. */
export function describeAnswer(results: Results): { headline: string; details: string[] } {
  const { headline, details } = answerOf(createView(results));
  const toText = (sentence: Phrase) => renderPhrase(sentence, plainText, plainText);
  return { headline: toText(headline), details: details.map(toText) };
}

/** The answer as phrases, for pages that set names apart from words. */
export function answerOf(view: ReportView): Answer {
  return {
    headline: headlineOf(view),
    details: [
      predictionsOf,
      liftOf,
      naiveLiftOf,
      tiesOf,
      comparisonsOf,
      cheapestOf,
      procedureOf,
      floorOf,
      permutedOf,
      leakageWarning,
      certaintyOf,
    ]
      .map((tell) => tell(view))
      .filter((sentence) => sentence !== undefined),
  };
}

function headlineOf(view: ReportView): Phrase {
  const { chosen, results, cell } = view;
  const baseline = cell(results.answer.baseline);
  const verdict = verdictOf(view);
  if (verdict === 'worse' && baseline !== undefined) {
    return phrase`No layer beats the baseline: ${cellPhrase(view, baseline)} reaches ${scorePhrase(view, baseline)}, the best layer (${fullCellPhrase(view, chosen)}) ${scorePhrase(view, chosen, false)}.`;
  }
  if (verdict === 'probably-better' && baseline !== undefined) {
    return phrase`A layer is probably better than the baseline, but not surely: ${fullCellPhrase(view, chosen)} reaches ${scorePhrase(view, chosen)}, ${cellPhrase(view, baseline)} ${scorePhrase(view, baseline, false)}.`;
  }
  if ((verdict === 'unclear' || verdict === 'probably-worse') && baseline !== undefined) {
    return phrase`No layer is clearly better than the baseline: ${fullCellPhrase(view, chosen)} reaches ${scorePhrase(view, chosen)}, ${cellPhrase(view, baseline)} ${scorePhrase(view, baseline, false)}.`;
  }
  if (verdict === 'no-candidate') {
    return phrase`No layer of a pretrained network was tried; the best of the rest is ${fullCellPhrase(view, chosen)}: ${scorePhrase(view, chosen)}.`;
  }
  return phrase`Use ${fullCellPhrase(view, chosen)}: ${scorePhrase(view, chosen)}.`;
}

/** `66.2 % accuracy (95 % interval 62.0–70.4)`. */
function scorePhrase({ metric, score }: ReportView, cell: ResultCell, spelledOut = true): Phrase {
  const result = score(cell);
  if (result === undefined) return phrase`no ${metric.word}`;
  const value = !spelledOut
    ? metric.value(result.mean)
    : metric.isShare
      ? `${metric.value(result.mean)} ${metric.word}`
      : metric.named(result.mean);
  return phrase`${value} (${spelledOut ? '95\u00a0% interval ' : ''}${metric.range(result)})`;
}

const namedTies = 4;

function tiesOf(view: ReportView): Phrase | undefined {
  const { results, cell, chosen } = view;
  if (results.cells.filter(({ role }) => role !== 'control').length < 2) {
    return phrase`It is the only cell of this run: there is nothing to compare it with.`;
  }
  if (results.answer.best !== chosen.id) return undefined;
  const others = results.answer.tiedBest.filter((id) => id !== chosen.id).map((id) => cell(id)!);
  if (others.length === 0) {
    const isUnproven = results.answer.comparisons?.some(({ verdict }) => verdict === 'unproven');
    return isUnproven
      ? phrase`No other cell has shown to be as good.`
      : phrase`No other cell is as good: every difference from it is more than chance.`;
  }
  const byFeature = new Map<string, ResultCell[]>();
  for (const other of others)
    byFeature.set(other.feature.id, [...(byFeature.get(other.feature.id) ?? []), other]);
  const groups = [...byFeature.values()];
  const named = groups.slice(0, namedTies).map((group) => tiedPhrase(view, group));
  const rest = groups.slice(namedTies).flat().length;
  const list = joinPhrases(rest > 0 ? [...named, phrase`${rest} more`] : named, '; ');
  return phrase`${count(others.length, 'other cell is', 'other cells are')} as good within what these data can tell: ${list}.`;
}

/** Cells of one feature: `the same layer with SVM or k nearest neighbours`. */
function tiedPhrase(view: ReportView, cells: readonly ResultCell[]): Phrase {
  const { feature } = cells[0]!;
  const isSame = feature.id === view.chosen.feature.id;
  const place = isSame
    ? phrase`the same ${feature.kind === 'deep' ? 'layer' : 'features'}`
    : featurePhrase(view, feature);
  return phrase`${place} with ${cells.map((cell) => view.names.model(cell)).join(' or ')}`;
}

function cheapestOf(view: ReportView): Phrase | undefined {
  const { results, cell, chosen } = view;
  const weightsOf = ({ feature }: ResultCell) => (feature.kind === 'deep' ? feature.modelBytes : 0);
  const known = results.answer.tiedBest
    .map((id) => cell(id)!)
    .flatMap((tied) => {
      const bytes = weightsOf(tied);
      return bytes === undefined ? [] : [{ tied, bytes }];
    });
  const cheapest = known.sort((a, b) => a.bytes - b.bytes || a.tied.feature.dim - b.tied.feature.dim)[0];
  const needed = weightsOf(chosen);
  if (cheapest === undefined || needed === undefined || cheapest.bytes >= needed) return undefined;
  const weights =
    cheapest.bytes === 0
      ? 'no pretrained weights'
      : `${formatBytes(cheapest.bytes)} of weights instead of ${formatBytes(needed)}`;
  return phrase`The cheapest of them is ${cellPhrase(view, cheapest.tied)}: ${weights}.`;
}

function floorOf({ results, features, metric, score }: ReportView): Phrase | undefined {
  const floor = features.find(({ role }) => role === 'control')?.best;
  const result = floor && score(floor);
  if (floor === undefined || result === undefined) return undefined;
  const task = taskOf(results);
  const what = task === 'classification' ? floor.model.title : taskWords[task].floor;
  return phrase`The floor, ${what}, is at ${metric.named(result.mean)}.`;
}

function certaintyOf({ results, ranked: cells }: ReportView): Phrase {
  const basis = phrase`Measured on ${samplesPhrase(results, ' of')} by ${results.evaluation.protocol}`;
  if (cells.length < 2 || results.answer.procedure !== undefined) return phrase`${basis}.`;
  return phrase`${basis}; the best of ${count(cells.length, 'cell')} was picked on the same samples, so expect a little less on new ones.`;
}
