import type { ResultCell, ResultFeature, ResultInterval, Results } from '../result/index.ts';
import { count, formatBytes } from './format.ts';
import { leakageWarning } from './leakage.ts';
import { joinPhrases, name, type Phrase, phrase, renderPhrase } from './phrase.ts';
import { plainText } from './plain-text.ts';
import { comparisonsOf, permutedOf, procedureOf } from './selection.ts';
import { createView, type ReportView } from './view.ts';

/** What a run answers. */
export interface Answer {
  readonly headline: Phrase;
  /** One sentence each: the lift, the tied, the cheapest, the floor, how sure. */
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
      liftOf,
      naiveLiftOf,
      tiesOf,
      comparisonsOf,
      cheapestOf,
      procedureOf,
      floorOf,
      permutedOf,
      (whole: ReportView) => leakageWarning(whole, cellPhrase),
      certaintyOf,
    ]
      .map((tell) => tell(view))
      .filter((sentence) => sentence !== undefined),
  };
}

/** Whether the lift of the best candidate says that a layer is worth having. */
type Verdict = 'better' | 'unclear' | 'worse' | 'no-baseline' | 'no-candidate';

/** Read the lift's interval, in which more is better whatever the metric: all of it on one side of 0, or not. */
function verdictOf({ results, chosen }: ReportView): Verdict {
  const { liftOverBaseline: lift } = results.answer;
  if (chosen.role !== 'candidate') return 'no-candidate';
  if (lift === undefined) return 'no-baseline';
  const [low, high] = lift.ci95;
  return low > 0 ? 'better' : high < 0 ? 'worse' : 'unclear';
}

/** `layer … with logistic regression`, or `raw-pixels with SVM`; the backbone is named where there are several. */
export function cellPhrase(view: ReportView, cell: ResultCell): Phrase {
  return phrase`${featurePhrase(view, cell.feature)} with ${view.names.model(cell)}`;
}

function featurePhrase({ names }: ReportView, feature: ResultFeature): Phrase {
  const label = phrase`${name(names.featureLabel(feature))}`;
  if (feature.kind !== 'deep') return label;
  const layer = phrase`layer ${label}`;
  const { backbone } = feature;
  return names.hasBackbones && backbone !== undefined ? phrase`${layer} of ${name(backbone)}` : layer;
}

/** {@link cellPhrase} with the whole name of the layer, its backbone and pooling: what a config needs. */
function fullCellPhrase(view: ReportView, cell: ResultCell): Phrase {
  const { kind, id, layer = id, backbone, pooling } = cell.feature;
  if (kind !== 'deep') return cellPhrase(view, cell);
  const source = backbone === undefined ? phrase`` : phrase` of ${name(backbone)}`;
  const pooled = pooling === undefined ? '' : ` (${pooling} pooling)`;
  return phrase`layer ${name(layer)}${source}${pooled} with ${view.names.model(cell)}`;
}

function headlineOf(view: ReportView): Phrase {
  const { chosen, results, cell } = view;
  const baseline = cell(results.answer.baseline);
  const verdict = verdictOf(view);
  if (verdict === 'worse' && baseline !== undefined) {
    return phrase`No layer beats the baseline: ${cellPhrase(view, baseline)} reaches ${scorePhrase(view, baseline)}, the best layer (${fullCellPhrase(view, chosen)}) ${scorePhrase(view, chosen, false)}.`;
  }
  if (verdict === 'unclear' && baseline !== undefined) {
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
  const value = metric.isShare
    ? `${metric.value(result.mean)}${spelledOut ? ` ${metric.word}` : ''}`
    : `${spelledOut ? `${metric.word} ` : ''}${metric.value(result.mean)}`;
  return phrase`${value} (${spelledOut ? '95\u00a0% interval ' : ''}${metric.range(result)})`;
}

function liftOf(view: ReportView): Phrase | undefined {
  const { answer } = view.results;
  const verdict = verdictOf(view);
  const baseline = view.cell(answer.baseline);
  if (verdict === 'no-baseline') {
    return phrase`No baseline was run, so nothing here says whether a pretrained layer is worth having.`;
  }
  if (verdict === 'no-candidate' || baseline === undefined || answer.liftOverBaseline === undefined)
    return undefined;
  const difference = differencePhrase(view, answer.liftOverBaseline);
  const comparison =
    verdict === 'better'
      ? phrase`That is ${difference} over`
      : phrase`The difference is ${difference} against`;
  const meaning =
    verdict === 'unclear'
      ? 'the interval includes 0, so this may be chance'
      : 'the interval excludes 0, so this is more than chance';
  return phrase`${comparison} the best baseline, ${cellPhrase(view, baseline)}; ${meaning}.`;
}

function naiveLiftOf(view: ReportView): Phrase | undefined {
  const { baseline, naive, liftOverNaive: lift } = view.results.answer;
  const cell = view.cell(naive);
  if (cell === undefined || lift === undefined || naive === baseline) return undefined;
  const features = cell.feature.kind === 'bag-of-words' ? 'words alone' : 'raw pixels';
  return phrase`Against the best cell on ${features}, ${cellPhrase(view, cell)}, it is ${differencePhrase(view, lift)}.`;
}

function differencePhrase({ metric }: ReportView, lift: ResultInterval): Phrase {
  const direction = metric.better === 'lower' ? ` less ${metric.word}` : '';
  return phrase`${metric.difference(lift.mean)}${direction} (95\u00a0% interval ${metric.differenceRange(lift)})`;
}

const namedTies = 4;

function tiesOf(view: ReportView): Phrase | undefined {
  const { results, cell, chosen } = view;
  if (results.cells.filter(({ role }) => role !== 'control').length < 2) {
    return phrase`It is the only cell of this run: there is nothing to compare it with.`;
  }
  if (results.answer.best !== chosen.id) return undefined;
  const others = results.answer.tiedBest.filter((id) => id !== chosen.id).map((id) => cell(id)!);
  if (others.length === 0)
    return phrase`No other cell is as good: every difference from it is more than chance.`;
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

function floorOf({ features, metric, score }: ReportView): Phrase | undefined {
  const floor = features.find(({ role }) => role === 'control')?.best;
  const result = floor && score(floor);
  if (floor === undefined || result === undefined) return undefined;
  return phrase`The floor, ${floor.model.title}, is at ${metric.value(result.mean)}.`;
}

function certaintyOf({ results, ranked: cells }: ReportView): Phrase {
  const { dataset, evaluation } = results;
  const basis = phrase`Measured on ${count(dataset.nSamples, 'sample')} of ${count(dataset.classNames.length, 'class', 'classes')} by ${evaluation.protocol}`;
  if (cells.length < 2 || results.answer.procedure !== undefined) return phrase`${basis}.`;
  return phrase`${basis}; the best of ${count(cells.length, 'cell')} was picked on the same samples, so expect a little less on new ones.`;
}
