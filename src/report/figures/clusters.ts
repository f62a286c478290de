import type { Exploration } from '../../result/index.ts';
import { charactersIn, fontSize, frame, narrowWidth, textWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { count, formatNumber, formatShare } from '../format.ts';
import { spacePhrase } from '../maps.ts';
import { phrase } from '../phrase.ts';
import { plainText, shortenMiddle } from '../plain-text.ts';
import type { Figure } from '../types.ts';

const mostClusters = 30;
const barHeight = 22;
const rowHeight = 28;

/** Classes of a cluster with a part of its bar to themselves; the others share the last one. */
const mostParts = 6;

/** What each cluster is made of: a bar of its classes, the most frequent first. */
export const clusters: Figure = {
  id: 'clusters',
  title: 'Clusters and classes',
  draw: (view, width) => {
    const found = view.exploration?.clusters;
    if (found === undefined) return undefined;
    const drawn = found.clusters.slice(0, mostClusters);
    const largest = Math.max(...drawn.map(({ size }) => size));
    const parts = drawn.flatMap((cluster, row) => partsOf(cluster, row, view.results.dataset.classNames));
    const left = width < narrowWidth ? 26 : 70;
    const right = 64;
    const plotWidth = width - left - right;
    const rest = found.clusters.length - drawn.length;
    const after = rest > 0 ? ` ${count(rest, 'smaller cluster')} not drawn.` : '';
    return {
      caption: phrase`k-means with as many clusters as classes in ${spacePhrase(view, found.feature)}, which was not told the classes. The first part of each bar is the most frequent class of the cluster, with its share at the right; all of them make the purity, ${formatShare(found.purity)}.${after}`,
      description: phrase`Class counts of ${count(drawn.length, 'cluster')}; purity ${formatShare(found.purity)}. The list below says more.`,
      spec: {
        ...frame(width, rowHeight * drawn.length, { left, right, top: 8, bottom: 8 }),
        layer: [
          bars(parts),
          ...labels(parts, plotWidth / largest),
          ...texts(
            drawn.map((_, row) => ({
              x: 0,
              y: row + 0.5,
              text: width < narrowWidth ? String(row + 1) : `Cluster ${row + 1}`,
            })),
            { align: 'right', dx: -8 },
          ),
          ...texts(
            drawn.map(({ size, classCounts }, row) => ({
              x: size,
              y: row + 0.5,
              text: formatShare((classCounts[0]?.[1] ?? 0) / size, 0),
            })),
            { align: 'left', dx: 8 },
          ),
        ],
        encoding: {
          x: { scale: { domain: [0, largest], nice: false }, axis: null },
          y: { scale: { domain: [0, drawn.length], nice: false, reverse: true }, axis: null },
        },
      },
    };
  },
};

interface Part {
  readonly from: number;
  readonly to: number;
  readonly row: number;
  readonly text: string;
  /** Of the most frequent class. */
  readonly isFirst: boolean;
}

type Cluster = NonNullable<Exploration['clusters']>['clusters'][number];

function partsOf({ size, classCounts }: Cluster, row: number, classNames: readonly string[]): Part[] {
  const own = classCounts.length > mostParts ? classCounts.slice(0, mostParts - 1) : classCounts;
  let from = 0;
  const parts = own.map(([classId, n], i) => {
    const part = { from, to: from + n, row, text: plainText(classNames[classId] ?? ''), isFirst: i === 0 };
    from += n;
    return part;
  });
  const others = classCounts.length - own.length;
  return others === 0
    ? parts
    : [...parts, { from, to: size, row, text: `${formatNumber(others)} others`, isFirst: false }];
}

function bars(parts: readonly Part[]): Layer {
  const inset = (rowHeight - barHeight) / 2 / rowHeight;
  return {
    data: {
      values: parts.map(({ row, ...part }) => ({ ...part, top: row + inset, bottom: row + 1 - inset })),
    },
    mark: { type: 'rect', stroke: colour('surface'), strokeWidth: 1.5 },
    encoding: {
      x: { field: 'from', type: 'quantitative' },
      x2: { field: 'to' },
      y: { field: 'top', type: 'quantitative' },
      y2: { field: 'bottom' },
      fill: { condition: { test: 'datum.isFirst', value: colour('heat') }, value: colour('thin') },
      // At 0.5 the ink still reads on both fills in both themes.
      fillOpacity: { value: 0.5 },
    },
  };
}

/** The classes' names, where their part of the bar has room. */
function labels(parts: readonly Part[], pixelsPerSample: number): Layer[] {
  const size = fontSize - 1;
  const fitting = parts.flatMap(({ from, to, row, text }) => {
    const room = (to - from) * pixelsPerSample - 10;
    const short = shortenMiddle(text, charactersIn(room, size));
    return room > 0 && textWidth(short, size) <= room
      ? [{ x: (from + to) / 2, y: row + 0.5, text: short }]
      : [];
  });
  if (fitting.length === 0) return [];
  return [
    {
      data: { values: fitting },
      mark: { type: 'text', baseline: 'middle', fontSize: size, fill: colour('ink') },
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { field: 'y', type: 'quantitative' },
        text: { field: 'text' },
      },
    },
  ];
}
