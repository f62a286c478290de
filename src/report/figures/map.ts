import type { ExplorationMap } from '../../result/index.ts';
import { type ColourBy, colouringOf } from '../app/map/colouring.ts';
import type { Colouring } from '../app/map/groups.ts';
import { mapSide } from '../app/map/viewport.ts';
import { cellPhrase } from '../cell-phrase.ts';
import { type Group, groupKey, keyEntry } from '../chart/group-key.ts';
import { frame, narrowWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import type { Layer } from '../chart/text.ts';
import { count, formatNumber } from '../format.ts';
import { firstMap, mapMethods, methodNote, spacePhrase } from '../maps.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { numbersPhrase, taskOf } from '../task.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

/** More would hide each other, and the file would be too long. */
const mostPoints = 800;

/** More are not told apart by colour and shape; then right and wrong predictions are. */
const mostClasses = 24;

const largestSide = 520;
const margin = 10;

/** Between the key and the plot. */
const gap = 16;

/** The samples laid out on a plane by what a feature space holds of them. */
export const map: Figure = {
  id: 'map',
  title: 'The samples on a map',
  draw: (view, width) => {
    const shown = firstMap(view);
    if (shown === undefined) return undefined;
    const { colouring, told } = coloured(view);
    const points = pointsOf(shown, colouring);
    const groups = colouring.groups.filter((_, group) => points.some((point) => point.group === group));
    const key = groups.length > 1 ? groups : [];
    const isNarrow = width < narrowWidth;
    // Beside the plot where there is room, else above it.
    const perRow = isNarrow ? Math.floor(width / keyEntry.width) : 1;
    const above = isNarrow && key.length > 0 ? Math.ceil(key.length / perRow) * keyEntry.height + gap : 0;
    const beside = !isNarrow && key.length > 0 ? gap + keyEntry.width : 0;
    const side = Math.min(width - beside, largestSide) - 2 * margin;
    const heights = points.map(({ y }) => y);
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    const height = Math.max(1, Math.round(((high - low) / mapSide) * side));
    const space = spacePhrase(view, shown.feature);
    const left =
      points.length < shown.rows.length
        ? ` Of ${count(shown.rows.length, 'sample')}, ${formatNumber(points.length)} are drawn.`
        : '';
    return {
      caption: phrase`Each point is a sample; near ones are alike in ${space}. ${told} ${methodNote(shown)}${left}`,
      description: phrase`${mapMethods[shown.method]} map of ${count(points.length, 'sample')} by ${space}, in ${count(groups.length, 'group')}: ${groups.map(({ name }) => name).join(', ')}.`,
      spec: {
        ...frame(side + 2 * margin + beside, height, {
          left: margin,
          right: margin + beside,
          top: margin + above,
          bottom: margin + (isNarrow ? 0 : Math.max(0, key.length * keyEntry.height - height)),
        }),
        layer: [
          dots(points, colouring.groups, isNarrow ? 44 : 60),
          ...groupKey(key, isNarrow ? { x: 0, y: -above } : { x: side + margin + gap, y: 0 }, perRow),
        ],
        encoding: {
          x: { scale: { domain: [0, mapSide], nice: false }, axis: null },
          y: { scale: { domain: [low, high], nice: false }, axis: null },
        },
      },
    };
  },
};

/** The groups that a picture can show, and what they stand for. */
function coloured(view: ReportView): { readonly colouring: Colouring; readonly told: Phrase } {
  const { chosen, results } = view;
  const { classNames, labelNames } = results.dataset;
  const names = { classNames: taskOf(results) === 'classification' ? classNames : [], labelNames };
  const by = (what: ColourBy) => colouringOf(what, view.exploration!, names, chosen.id);
  const fewNames = [...names.classNames, ...(labelNames ?? [])].length <= mostClasses;
  const byClass = fewNames ? by('class') : undefined;
  if (byClass !== undefined) return { colouring: byClass, told: phrase`Colour and shape are the class.` };
  const byNumber = by('number');
  if (byNumber !== undefined) {
    return { colouring: byNumber, told: phrase`Colours are ranges of ${numbersPhrase(results)}.` };
  }
  const byLabel = fewNames ? by('rarest-label') : undefined;
  if (byLabel !== undefined) {
    return {
      colouring: byLabel,
      told: phrase`Colour and shape are the label, of several the one that fewest samples have.`,
    };
  }
  const byOutcome = by('outcome');
  if (byOutcome !== undefined) {
    return {
      colouring: byOutcome,
      told: phrase`Crosses are wrong predictions of ${cellPhrase(view, chosen)}.`,
    };
  }
  return { colouring: by('nothing')!, told: phrase`` };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly group: number;
}

/** The points of a map, evenly thinned where there are too many. */
function pointsOf({ rows, x, y }: ExplorationMap, { ofRow }: Colouring): readonly Point[] {
  const n = Math.min(rows.length, mostPoints);
  return Array.from({ length: n }, (_, k) => {
    const i = Math.floor((k * rows.length) / n);
    return { x: x[i]!, y: y[i]!, group: ofRow[rows[i]!]! };
  });
}

function dots(points: readonly Point[], groups: readonly Group[], size: number): Layer {
  const scale = (range: readonly string[]) => ({
    domain: groups.map((_, group) => group),
    range: [...range],
  });
  return {
    data: { values: [...points] },
    mark: { type: 'point', size, stroke: colour('surface'), strokeWidth: 0.6, opacity: 0.9 },
    encoding: {
      x: { field: 'x', type: 'quantitative' },
      y: { field: 'y', type: 'quantitative' },
      fill: {
        field: 'group',
        type: 'nominal',
        scale: scale(groups.map(({ style }) => colour(style.colour))),
        legend: null,
      },
      shape: {
        field: 'group',
        type: 'nominal',
        scale: scale(groups.map(({ style }) => style.shape)),
        legend: null,
      },
    },
  };
}
