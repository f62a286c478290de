import type { TopLevelSpec } from 'vega-lite';
import type { Phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** A picture of a result. One file each in `figures/`, one line in `figures/registry.ts`. */
export interface Figure {
  /** File name, anchor and registry id: `layer-curve`. */
  readonly id: string;
  readonly title: string;
  /** Draw a result, or nothing where it does not hold what the figure shows.
   * @param width of the whole picture, pixels. */
  draw(view: ReportView, width: number): Drawing | undefined;
}

export interface Drawing {
  /** How to read the picture, in a sentence or two. */
  readonly caption: Phrase;
  /** What the picture shows, for those who cannot see it. */
  readonly description: Phrase;
  /** A Vega-Lite specification whose colours are `var(--…)` of `chart/palette.ts`. */
  readonly spec: TopLevelSpec;
}
