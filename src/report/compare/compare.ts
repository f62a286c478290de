import { renderSpec, standaloneSvg } from '../chart/svg.ts';
import { type DrawnFigure, widths } from '../draw.ts';
import { renderPhrase } from '../phrase.ts';
import { changesOf } from './changes.ts';
import { drawCurves } from './curves.ts';
import { compareHtml } from './html.ts';
import { compareMarkdown } from './markdown.ts';
import { pairRuns } from './pair.ts';
import { readRun } from './read-run.ts';
import { differenceOf, sectionsOf, viewOfAll } from './sections.ts';
import type { ComparedRun, Comparison, PairedInterval } from './types.ts';

/** Read runs from their folders and put them beside each other; later ones are compared with the first.
 * @param runs their folders, and what the user calls them; at least two.
 * @throws {StoreError} If a folder has no results, or a file in it cannot be read. */
export async function compareRuns(
  runs: readonly { readonly folder: string; readonly title: string }[],
  interval: PairedInterval,
): Promise<Comparison> {
  const compared: ComparedRun[] = [];
  for (const [i, { folder, title }] of runs.entries()) {
    compared.push(await readRun(folder, title, letterOf(i)));
  }
  const [first, ...others] = compared;
  const changes = changesOf(compared);
  const pairs = others.map((run) => pairRuns(first!, run, interval));
  return {
    title: `${compared.map(({ letter }) => letter).join(' and ')} compared`,
    scope: compared.map(({ letter, title }) => `${letter} is ${title}`).join('; '),
    headline: differenceOf(changes),
    sections: sectionsOf(compared, changes, pairs),
    curves: await overlay(compared),
  };
}

/** The files of a comparison, as text: `compare.html`, and `compare.md` with its figure. */
export async function renderComparison(
  comparison: Comparison,
): Promise<readonly { readonly path: string; readonly content: string }[]> {
  const { curves } = comparison;
  const figure = 'figures/compare.svg';
  return [
    ...(curves === undefined ? [] : [{ path: figure, content: standaloneSvg(curves.wide, curves) }]),
    { path: 'compare.md', content: compareMarkdown(comparison, figure) },
    { path: 'compare.html', content: await compareHtml(comparison) },
  ];
}

/** `A`, …, `Z`, then `A2`. */
function letterOf(i: number): string {
  const round = Math.floor(i / 26);
  return `${String.fromCharCode(65 + (i % 26))}${round === 0 ? '' : round + 1}`;
}

async function overlay(runs: readonly ComparedRun[]): Promise<DrawnFigure | undefined> {
  const { names } = viewOfAll(runs);
  const [wide, narrow] = [drawCurves(runs, names, widths.wide), drawCurves(runs, names, widths.narrow)];
  if (wide === undefined || narrow === undefined) return undefined;
  return {
    id: 'compare',
    title: 'Layer curves',
    caption: wide.caption,
    description: renderPhrase(wide.description, (text) => text),
    wide: await renderSpec(wide.spec),
    narrow: await renderSpec(narrow.spec),
  };
}
