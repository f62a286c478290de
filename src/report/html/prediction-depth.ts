import { type Html, html } from '../escape.ts';
import type { ReportView } from '../view.ts';

/** The layers that samples need, and room for the samples; nothing where the run did not look at several layers. */
export function predictionDepthHtml(
  { exploration }: ReportView,
  picture: Html | undefined,
): Html | undefined {
  if (exploration?.predictionDepth === undefined) return undefined;
  return html`${picture}<div data-island="prediction-depth"></div>`;
}
