import type { ResultInterval } from '../../result/index.ts';
import { type Html, html } from '../escape.ts';

const width = 104;
const height = 14;

/** An interval as a bar with a dot at its mean, for the eye that runs down a table.
 * @param domain of all bars of the table. */
export function intervalBar({ mean, ci95 }: ResultInterval, domain: readonly [number, number]): Html {
  const x = (value: number) => (4 + ((value - domain[0]) / (domain[1] - domain[0])) * (width - 8)).toFixed(1);
  const middle = height / 2;
  return html`<svg class="bar" width="${width}" height="${height}" aria-hidden="true"><line x1="${x(ci95[0])}" x2="${x(ci95[1])}" y1="${middle}" y2="${middle}"/><circle cx="${x(mean)}" cy="${middle}" r="3"/></svg>`;
}
