import { type Html, html } from '../escape.ts';
import { count } from '../format.ts';
import { mapMethods, spacePhrase } from '../maps.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';

/** The activation atlas as a picture, which the app makes a grid to open; nothing of a run without one. */
export function atlasHtml(view: ReportView): Html | undefined {
  const atlas = view.exploration?.atlas;
  if (atlas === undefined) return undefined;
  const { feature, method, columns, size, sheet, tiles } = atlas;
  const side = columns * size;
  return html`<h3>What lies where</h3>
<figure class="atlas" data-island="atlas">
<img src="${sheet}" width="${side}" height="${side}" alt="Atlas of ${count(tiles.length, 'tile')}, each the average picture of the samples there">
<figcaption>The ${mapMethods[method]} map of ${phraseHtml(spacePhrase(view, feature))}, cut into ${columns} × ${columns} tiles: each is the average picture of the samples that fall into it. Where a layer sees shape or colour, neighbouring tiles share it.</figcaption>
</figure>`;
}
