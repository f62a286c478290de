import type { ResultInterval } from '../result/index.ts';
import { cellPhrase } from './cell-phrase.ts';
import { count, formatNumber, formatShare, metricStyle } from './format.ts';
import { joinPhrases, name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** The greatest class may be this many times the least before accuracy misleads. */
const IMBALANCE = 10;

/** Half the width that the interval of a class's recall may have: 20 points. */
const UNCERTAIN = 0.2;

/** z of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** Metrics that count every class alike, however many samples it has. */
const evenMetrics = ['balancedAccuracy', 'meanPerClassRecall', 'macroF1', 'rocAuc', 'averagePrecision'];

const namedClasses = 6;

/** A class, and how much is known of it. */
export interface ClassSize {
  readonly className: string;
  readonly samples: number;
  /** Samples that were tested, each once. */
  readonly tested: number;
  /** Share of them that the chosen cell found, with its 95 % interval (Wilson). */
  readonly recall: ResultInterval;
}

/** The classes, the rarest first, where their sizes are such that a score can mislead; with what that means. */
export interface ClassBalance {
  readonly classes: readonly ClassSize[];
  readonly sentences: readonly Phrase[];
}

/** Look at the sizes of the classes.
 * @returns undefined where none is much rarer than another and enough of each was tested, or samples have no class. */
export function classBalanceOf(view: ReportView): ClassBalance | undefined {
  const classes = classSizes(view);
  const [least, most] = [classes[0], classes.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const few = classes.filter(({ recall: { ci95 } }) => (ci95[1] - ci95[0]) / 2 > UNCERTAIN);
  const sentences = [
    ...(most.samples > IMBALANCE * least.samples ? [imbalanceOf(view, least, most)] : []),
    ...(few.length > 0 ? [fewOf(view, few)] : []),
  ];
  return sentences.length === 0 ? undefined : { classes, sentences };
}

function classSizes({ results, chosen }: ReportView): readonly ClassSize[] {
  const { classNames, classCounts } = results.dataset;
  const { confusion } = chosen;
  if (confusion === undefined) return [];
  return classNames
    .map((className, i) => {
      const samples = classCounts[i]!;
      const predictions = confusion[i]!.reduce((sum, n) => sum + n, 0);
      // repeats test a sample several times, which tells no more of the class
      const tested = Math.min(samples, predictions);
      return {
        className,
        samples,
        tested,
        recall: wilson(confusion[i]![i]! / Math.max(predictions, 1), tested),
      };
    })
    .sort((a, b) => a.samples - b.samples || a.tested - b.tested);
}

/** A share of n with its 95 % interval.
 * Source: Wilson, Probable inference, JASA 22 (1927). */
function wilson(share: number, n: number): ResultInterval {
  const middle = (share * n + Z ** 2 / 2) / (n + Z ** 2);
  const half = (Z * Math.sqrt(share * (1 - share) * n + Z ** 2 / 4)) / (n + Z ** 2);
  return { mean: share, ci95: [middle - half, middle + half] };
}

function imbalanceOf(view: ReportView, least: ClassSize, most: ClassSize): Phrase {
  const { results, chosen, metric } = view;
  const ratio = formatNumber(most.samples / least.samples);
  const sizes = phrase`${name(most.className)} has ${count(most.samples, 'sample')}, ${name(least.className)} ${formatNumber(least.samples)}: ${ratio} times as many.`;
  const blind = phrase`A model that says ${name(most.className)} to everything would be right for ${formatShare(most.samples / results.dataset.nSamples)} of the samples, so accuracy says little of the rare classes.`;
  if (evenMetrics.includes(metric.id)) {
    return phrase`${sizes} ${blind} This run decides by ${metric.word}, which counts every class alike.`;
  }
  const prefer = phrase`Prefer balanced accuracy, which counts every class alike (${name('tune: {metric: balancedAccuracy}')})`;
  const measured = chosen.metrics.balancedAccuracy;
  if (measured === undefined) return phrase`${sizes} ${blind} ${prefer}.`;
  const balanced = metricStyle({ id: 'balancedAccuracy', title: 'Balanced accuracy', better: 'higher' });
  return phrase`${sizes} ${blind} ${prefer}: ${cellPhrase(view, chosen)} reaches ${balanced.value(measured.mean)} by it (95\u00a0% interval ${balanced.range(measured)}).`;
}

function fewOf(view: ReportView, few: readonly ClassSize[]): Phrase {
  const most = Math.max(...few.map(({ tested }) => tested));
  const names = few.slice(0, namedClasses).map(({ className }) => phrase`${name(className)}`);
  const rest = few.length - names.length;
  const list = joinPhrases(rest > 0 ? [...names, phrase`${String(rest)} more`] : names, ', ');
  const nClasses = view.results.dataset.classNames.length;
  return phrase`Of ${formatNumber(few.length)} of ${count(nClasses, 'class', 'classes')} so few samples were tested, ${formatNumber(most)} at most, that the share of them that is found is not known to ±${formatNumber(UNCERTAIN * 100)}\u00a0points: ${list}. What averages over classes, as balanced accuracy and macro F1, is as unsteady; more samples of these classes would tell more than of others.`;
}
