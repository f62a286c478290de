import { inlineSvg } from '../chart/svg.ts';
import type { DrawnFigure } from '../draw.ts';
import { type Html, html, trusted } from '../escape.ts';
import { phraseHtml } from './phrase.ts';

/** A figure in two drawings, of which the style sheet shows the one that fits; nothing where there is none. */
export function figureHtml(figure: DrawnFigure | undefined): Html | undefined {
  if (figure === undefined) return undefined;
  const { id, title, description, wide, narrow, caption } = figure;
  return html`<figure id="${id}">
<div class="wide">${trusted(inlineSvg(wide, { id: `${id}-wide`, title, description }))}</div>
<div class="narrow">${trusted(inlineSvg(narrow, { id: `${id}-narrow`, title, description }))}</div>
<figcaption>${phraseHtml(caption)}</figcaption>
</figure>`;
}
