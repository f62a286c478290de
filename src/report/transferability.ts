import type { Results } from '../result/index.ts';
import { count, formatNumber } from './format.ts';
import { layerPhrase, rowOf } from './layer-name.ts';
import { joinPhrases, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type Transferability = NonNullable<Results['transferability']>;
export type ScoredLayer = Transferability['spaces'][number];
export type Prediction = Transferability['predictions'][number];

const namedDropped = 6;

/** What was known of the layers before training, how far it would have led, and what was dropped for it. */
export function describeTransferability(view: ReportView): readonly Phrase[] {
  const { transferability: known } = view.results;
  if (known === undefined) return [];
  const leading = known.predictions.find(({ score }) => score === (known.pruning?.score ?? 'logme'));
  const { task } = view.results.dataset;
  return [
    ...(leading === undefined ? [] : [pickOf(view, known, leading), orderOf(known, leading)]),
    ...(task === 'regression' || task === 'multi-label' ? [groupsOf[task]] : []),
    ...pruningOf(view, known),
  ];
}

/** The deciding metric of a layer's best model; undefined where it was dropped. */
export function measuredOf(view: ReportView, layer: ScoredLayer): number | undefined {
  const row = rowOf(view, layer);
  return row && view.score(row.best)?.mean;
}

/** What following a score would have cost: `1.2 points`. */
export function regretText({ metric }: ReportView, { regret }: Prediction): string {
  return metric.difference(regret).replace('+', '');
}

/** `0.79`, `−0.12`, or a dash where it is not defined. */
export function correlationText(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value, 2);
}

/** What the scores, which are of groups of samples, were computed on where samples have no class. */
const groupsOf = {
  regression: phrase`These scores are of groups of samples: here of ranges of the numbers.`,
  'multi-label': phrase`These scores are of groups of samples: here by the rarest label that each has.`,
} as const;

function titleOf({ scores }: Transferability, id: string): string {
  return scores.find((score) => score.id === id)?.title ?? id;
}

function pickOf(view: ReportView, known: Transferability, leading: Prediction): Phrase {
  const picked = known.spaces.find(({ id }) => id === leading.chosen)!;
  const outcome =
    leading.regret === 0
      ? 'after training it is the best'
      : `after training its best model is ${regretText(view, leading)} behind that of the best layer`;
  return phrase`Before any model was trained, ${titleOf(known, leading.score)} on ${count(known.nSamples, 'training sample')} of the first fold picked ${layerPhrase(view, picked)}; ${outcome}.`;
}

function orderOf(known: Transferability, { score, kendall, nSpaces }: Prediction): Phrase {
  const title = titleOf(known, score);
  if (kendall === undefined) {
    return phrase`The ${count(nSpaces, 'layer')} are all equal by ${title} or after training, so it cannot be said how well it orders them.`;
  }
  const agreement =
    kendall >= 0.7
      ? 'much as training does'
      : kendall >= 0.4
        ? 'roughly as training does'
        : 'hardly as training does';
  return phrase`${title} orders the ${count(nSpaces, 'layer')} ${agreement}: Kendall\u2019s τ is ${correlationText(kendall)}, where 1 is the same order and 0 no relation.`;
}

function pruningOf(view: ReportView, known: Transferability): readonly Phrase[] {
  const { pruning } = known;
  if (pruning === undefined) return [];
  const dropped = known.spaces.filter((space) => space.dropped);
  const rule = `${titleOf(known, pruning.score)} is below the best by more than ${formatNumber(pruning.gap * 100)}\u00a0% of its range; the best ${formatNumber(pruning.keep)} are always kept`;
  if (dropped.length === 0)
    return [phrase`No layer was dropped before training: none is so poor that its ${rule}.`];
  const names = dropped.slice(0, namedDropped).map((layer) => layerPhrase(view, layer));
  const rest = dropped.length - names.length;
  const list = joinPhrases(rest > 0 ? [...names, phrase`${String(rest)} more`] : names, ', ');
  const leak = phrase`Samples that the choice of these layers was made on are tested in other folds. The scores of the layers that were kept are as they would be without it; that they were picked over the others has seen test labels.`;
  return [
    phrase`${count(dropped.length, 'layer was', 'layers were')} dropped before training and never measured, ${dropped.length === 1 ? '' : 'each '}because its ${rule}: ${list}.`,
    ...(pruning.seesTestLabels ? [leak] : []),
  ];
}
