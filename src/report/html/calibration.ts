import { type Html, html } from '../escape.ts';
import type { ReportView } from '../view.ts';

/** How sure the chosen cell is, and how often right; nothing where no cell has probabilities.
 * @param picture of the chosen cell, if that has any. */
export function calibrationHtml({ exploration }: ReportView, picture: Html | undefined): Html | undefined {
  if (!exploration?.predictions.some(({ confidence }) => confidence)) return undefined;
  return html`<h3>How sure it is, and how often right</h3>
<div data-island="calibration">${picture}</div>`;
}
