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
  /** Other drawings of a figure that {@link Figure.draw} draws, for a page on which they can be switched. */
  alternatives?(view: ReportView): Alternatives | undefined;
}

export interface Alternatives {
  /** What is switched: `Model`. */
  readonly label: string;
  /** What the figure shows at first: `best of each layer`. */
  readonly first: string;
  readonly others: readonly Pick<Figure, 'title' | 'draw'>[];
}

export interface Drawing {
  /** How to read the picture, in a sentence or two. */
  readonly caption: Phrase;
  /** What the picture shows, for those who cannot see it. */
  readonly description: Phrase;
  /** A Vega-Lite specification whose colours are `var(--…)` of `chart/palette.ts`. */
  readonly spec: TopLevelSpec;
}
