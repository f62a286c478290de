import { createPause } from '../core/index.ts';
import { type RenderedSvg, renderSpec } from './chart/svg.ts';
import { figures } from './figures/registry.ts';
import type { Phrase } from './phrase.ts';
import { renderPhrase } from './phrase.ts';
import type { Figure } from './types.ts';
import type { ReportView } from './view.ts';

/** Pixels of a figure on a page and on a phone. */
export const widths = { wide: 736, narrow: 356 };

/** A figure that this result has something for, rendered. */
export interface DrawnFigure extends DrawnPicture {
  readonly id: string;
  readonly title: string;
  /** What a page may show instead. */
  readonly alternatives?: {
    readonly label: string;
    readonly first: string;
    readonly others: readonly (DrawnPicture & { readonly title: string })[];
  };
}

/** A drawing in two widths. */
export interface DrawnPicture {
  readonly caption: Phrase;
  /** Plain text. */
  readonly description: string;
  readonly wide: RenderedSvg;
  readonly narrow: RenderedSvg;
}

/** Draw all figures of the registry for a result; those without anything to show are left out.
 * @param isPage whether alternatives are drawn too: nothing but a page has a use for them.
 * @throws {InterruptedError} If the signal is raised. */
export async function drawFigures(
  view: ReportView,
  isPage = false,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, DrawnFigure>> {
  const pause = createPause(signal);
  const drawn = new Map<string, DrawnFigure>();
  for (const { id, title, draw, alternatives } of figures.entries) {
    await pause();
    const picture = await drawPicture(view, draw);
    if (picture === undefined) continue;
    const offered = isPage ? alternatives?.(view) : undefined;
    const others = await Promise.all(
      (offered?.others ?? []).map(async ({ title, draw }) => {
        const other = await drawPicture(view, draw);
        return other ? [{ title, ...other }] : [];
      }),
    );
    drawn.set(id, {
      id,
      title,
      ...picture,
      ...(offered && {
        alternatives: { label: offered.label, first: offered.first, others: others.flat() },
      }),
    });
  }
  return drawn;
}

async function drawPicture(view: ReportView, draw: Figure['draw']): Promise<DrawnPicture | undefined> {
  const wide = draw(view, widths.wide);
  const narrow = draw(view, widths.narrow);
  if (wide === undefined || narrow === undefined) return undefined;
  return {
    caption: wide.caption,
    description: renderPhrase(wide.description, (text) => text),
    wide: await renderSpec(wide.spec),
    narrow: await renderSpec(narrow.spec),
  };
}
