import { z } from 'zod';
import type { ResultCell } from '../../result/index.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { taskOf } from '../task.ts';
import { type Aligned, align } from './align.ts';
import { modelKey } from './changes.ts';
import type { ComparedRun, PairedCells, PairedInterval, PairedRuns } from './types.ts';

/** Put a later run beside the first: their best cells, and every cell that both have, with the paired difference where
 * both were tested on the same samples. */
export function pairRuns(first: ComparedRun, second: ComparedRun, interval: PairedInterval): PairedRuns {
  const pairing = pairingOf(first, second, interval);
  const seconds = new Map(second.view.ranked.map((cell) => [cell.id, cell]));
  const shared = first.view.ranked.flatMap((cell) => {
    const other = seconds.get(cell.id);
    return other === undefined ? [] : [pairing.pair(cell, other)];
  });
  const best = pairing.pair(
    first.view.cell(first.results.answer.best)!,
    second.view.cell(second.results.answer.best)!,
  );
  return {
    first,
    second,
    ...(pairing.caution && { caution: pairing.caution }),
    best,
    cells: shared,
  };
}

interface Pairing {
  readonly caution?: Phrase;
  pair(first: ResultCell, second: ResultCell): PairedCells;
}

function pairingOf(first: ComparedRun, second: ComparedRun, interval: PairedInterval): Pairing {
  const { metric } = first.view;
  const unpaired = (reason: Phrase): Pairing => ({
    caution: phrase`There are no paired differences, as ${reason}.`,
    pair: (a, b) => ({ first: a, second: b, notes: notesOf(a, b) }),
  });
  const task = taskOf(first.results);
  if (task !== taskOf(second.results)) return unpaired(phrase`the runs predict different things`);
  const [ofFirst, ofSecond] = [first.predictions, second.predictions];
  if (ofFirst === undefined || ofSecond === undefined) {
    const lacking = ofFirst === undefined ? first.letter : second.letter;
    return unpaired(phrase`run ${lacking} has no predictions.csv`);
  }
  if (ofFirst.labelNames.join('\n') !== ofSecond.labelNames.join('\n')) {
    return unpaired(phrase`the runs know different labels`);
  }
  if (ofFirst.labelNames.some((label) => label.includes(';'))) {
    return unpaired(phrase`a label has a semicolon in its name, which separates labels in predictions.csv`);
  }
  const [a] = ofFirst.cells.values();
  const [b] = ofSecond.cells.values();
  if (a === undefined || b === undefined) return unpaired(phrase`a run has no predictions`);
  const sample = align(a, b);
  if ('reason' in sample) return unpaired(sample.reason);

  const names =
    task === 'multi-label'
      ? ofFirst.labelNames
      : [...new Set([...first.results.dataset.classNames, ...second.results.dataset.classNames])];
  const how = { task, metric: metric.id, seed: first.results.seed, trainSize: trainSizeOf(first), names };
  const pair = (one: ResultCell, other: ResultCell): PairedCells => {
    const pairOf = { first: one, second: other, notes: notesOf(one, other) };
    const [of, against] = [ofFirst.cells.get(one.id), ofSecond.cells.get(other.id)];
    if (of === undefined || against === undefined) return pairOf;
    const aligned = align(against, of);
    if ('reason' in aligned) return pairOf;
    const difference = interval({ ...how, a: aligned.a, b: aligned.b });
    return difference === undefined ? pairOf : { ...pairOf, difference };
  };
  const isPairable =
    first.view.ranked.length > 0 && interval({ ...how, a: sample.a, b: sample.a }) !== undefined;
  if (!isPairable) return unpaired(phrase`${metric.word} cannot be computed from predictions.csv alone`);
  const caution = cautionOf(first, second, sample);
  return { ...(caution && { caution }), pair };
}

function cautionOf(
  first: ComparedRun,
  second: ComparedRun,
  { a, b, hasSameFolds }: Aligned,
): Phrase | undefined {
  const [{ dataset, evaluation }, other] = [first.results, second.results];
  const sentences = [
    ...(dataset.fingerprint === other.dataset.fingerprint
      ? []
      : ['The samples have the same names and labels, but the data sets are not the same to the byte.']),
    ...(hasSameFolds
      ? []
      : [
          'The runs divided the samples into different folds, so paired differences are of the metric over all tested samples together.',
        ]),
    ...(/group/.test(evaluation.protocol) && a.groups === undefined && b.groups === undefined
      ? [
          'These files of predictions do not say which samples belong to one group: intervals take them as independent and are too narrow.',
        ]
      : []),
  ];
  return sentences.length === 0 ? undefined : phrase`${sentences.join(' ')}`;
}

/** What a name alone does not show. */
function notesOf(a: ResultCell, b: ResultCell): readonly string[] {
  if (a.id !== b.id) return [];
  return [
    ...(modelKey(a.model) === modelKey(b.model) ? [] : ['another setting']),
    ...(a.feature.key === b.feature.key ? [] : ['features computed otherwise']),
  ];
}

const fewShot = z.object({
  evaluation: z.object({ protocol: z.object({ type: z.literal('few-shot'), perClass: z.int() }) }),
});

/** Training samples, mean over folds: what was not tested, but of few-shot protocols what was drawn. */
function trainSizeOf({ results, config, predictions }: ComparedRun): number | undefined {
  const drawn = fewShot.safeParse(config);
  if (drawn.success) return drawn.data.evaluation.protocol.perClass * results.dataset.classNames.length;
  const [cell] = predictions?.cells.values() ?? [];
  if (cell === undefined) return undefined;
  const size = results.dataset.nSamples - cell.samples.length / results.evaluation.nFolds;
  return size > 0 ? size : undefined;
}
