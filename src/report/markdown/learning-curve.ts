import { describeCurves } from '../learning-curve.ts';
import type { ReportView } from '../view.ts';
import { markdownPhrase } from './escape.ts';

/** What more data should bring, as a list; nothing where no curve was measured. */
export function learningCurveList(view: ReportView): string {
  return describeCurves(view)
    .map((sentence) => `- ${markdownPhrase(sentence)}`)
    .join('\n');
}
