import { inlineSvg } from '../chart/svg.ts';
import type { DrawnFigure, DrawnPicture } from '../draw.ts';
import { type Html, html, trusted } from '../escape.ts';
import { phraseHtml } from './phrase.ts';

/** A figure in two drawings, of which the style sheet shows the one that fits; nothing where there is none. What it can be
 * switched to stays hidden until the app of the page offers it. */
export function figureHtml(figure: DrawnFigure | undefined): Html | undefined {
  if (figure === undefined) return undefined;
  const { id, title, alternatives } = figure;
  const others = alternatives?.others.map(
    (other, i) =>
      html`<div hidden data-alternative="${other.title}">${pictureHtml(other, `${id}-${i + 1}`, `${title}: ${other.title}`)}</div>\n`,
  );
  return html`<figure id="${id}"${isAlive(figure) && html` data-island="figure"`}>
${alternatives ? html`<div data-alternative="${alternatives.first}" data-label="${alternatives.label}">${pictureHtml(figure, id, title)}</div>\n${others}` : pictureHtml(figure, id, title)}
</figure>`;
}

function pictureHtml({ description, wide, narrow, caption }: DrawnPicture, id: string, title: string): Html {
  return html`<div class="wide">${trusted(inlineSvg(wide, { id: `${id}-wide`, title, description }))}</div>
<div class="narrow">${trusted(inlineSvg(narrow, { id: `${id}-narrow`, title, description }))}</div>
<figcaption>${phraseHtml(caption)}</figcaption>`;
}

/** Whether there is something to point at. */
function isAlive({ wide, alternatives }: DrawnFigure): boolean {
  return alternatives !== undefined || wide.content.includes(' data-cell="');
}
