import { type Phrase, phrase } from '../phrase.ts';
import { floorTypes } from '../task.ts';
import type { ReportView } from '../view.ts';

/** Metrics that a poor model may make as bad as it likes. */
const open = ['r2', 'mae', 'rmse', 'logLoss'];

/** How far beyond the floor a figure still reaches, as a share of the way from the best cell to the floor. */
const BEYOND = 0.25;

/** Where a figure draws a value of the deciding metric: at its edge what is far worse than the floor, which would press
 * everything else together. */
export function drawnAt(view: ReportView): (value: number) => number {
  const { metric, features, chosen, score } = view;
  const floor = features.flatMap(({ cells }) => cells).find(({ model }) => floorTypes.includes(model.type));
  const [best, least] = [score(chosen)?.mean, floor && score(floor)?.mean];
  if (!open.includes(metric.id) || best === undefined || least === undefined) return (value) => value;
  const edge = least + BEYOND * (least - best);
  return (value) => (metric.better === 'higher' ? Math.max(value, edge) : Math.min(value, edge));
}

/** What a caption says where a value is drawn at the edge. */
export function edgeNote(view: ReportView, values: readonly number[]): Phrase {
  const drawn = drawnAt(view);
  return values.some((value) => drawn(value) !== value)
    ? phrase` What is far worse than the floor is drawn at the edge.`
    : phrase``;
}
