import { describeSimilarity } from '../similarity.ts';
import { describeTransferability } from '../transferability.ts';
import type { ReportView } from '../view.ts';
import { markdownPhrase } from './escape.ts';

/** What was known of the layers before training, and which are alike, as a list; nothing where there was no layer. */
export function transferabilityList(view: ReportView): string {
  return [...describeTransferability(view), ...describeSimilarity(view)]
    .map((sentence) => `- ${markdownPhrase(sentence)}`)
    .join('\n');
}
