import type { DrawnFigure } from '../draw.ts';
import { type Html, html } from '../escape.ts';
import { figureHtml } from './figure.ts';

/** The map of the samples: a figure, which the app replaces by one to explore; nothing of a run without maps. */
export function mapHtml(figure: DrawnFigure | undefined): Html | undefined {
  return figure && html`<div data-island="map">${figureHtml(figure)}</div>`;
}
