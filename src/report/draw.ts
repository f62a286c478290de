import { type RenderedSvg, renderSpec } from './chart/svg.ts';
import { figures } from './figures/registry.ts';
import type { Phrase } from './phrase.ts';
import { renderPhrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** Pixels of a figure on a page and on a phone. */
const widths = { wide: 736, narrow: 356 };

/** A figure that this result has something for, rendered. */
export interface DrawnFigure {
  readonly id: string;
  readonly title: string;
  readonly caption: Phrase;
  /** Plain text. */
  readonly description: string;
  readonly wide: RenderedSvg;
  readonly narrow: RenderedSvg;
}

/** Draw all figures of the registry for a result; those without anything to show are left out. */
export async function drawFigures(view: ReportView): Promise<ReadonlyMap<string, DrawnFigure>> {
  const drawn = new Map<string, DrawnFigure>();
  for (const { id, title, draw } of figures.entries) {
    const wide = draw(view, widths.wide);
    const narrow = draw(view, widths.narrow);
    if (wide === undefined || narrow === undefined) continue;
    drawn.set(id, {
      id,
      title,
      caption: wide.caption,
      description: renderPhrase(wide.description, (text) => text),
      wide: await renderSpec(wide.spec),
      narrow: await renderSpec(narrow.spec),
    });
  }
  return drawn;
}
