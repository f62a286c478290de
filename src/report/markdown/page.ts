import { cellPhrase } from '../cell-phrase.ts';
import type { DrawnFigure } from '../draw.ts';
import { costFacts, dateText, type Fact, reproduceFacts } from '../facts.ts';
import { formatNumber } from '../format.ts';
import { noticesOf } from '../notices.ts';
import { plainText } from '../plain-text.ts';
import { answerOf } from '../sentence.ts';
import { taskOf, taskWords } from '../task.ts';
import type { ReportView } from '../view.ts';
import { dataQualityTables } from './data-quality.ts';
import { markdownAlt, markdownPhrase, markdownText } from './escape.ts';
import { learningCurveList } from './learning-curve.ts';
import { labelTable, numberTables } from './predictions.ts';
import { cellTable, classTable, layerTable } from './tables.ts';
import { transferabilityList } from './transferability.ts';

const listedNotices = 3;

/** The report as GitHub-flavoured Markdown of less than 200 lines; its figures are files beside it.
 * @param figures drawn, with the path to show each by. */
export function renderMarkdown(
  view: ReportView,
  figures: ReadonlyMap<string, DrawnFigure & { readonly path: string }>,
): string {
  const { headline, details } = answerOf(view);
  const { results, chosen } = view;
  const figure = (id: string) => {
    const drawn = figures.get(id);
    return drawn && `![${markdownAlt(drawn.description)}](${drawn.path})\n\n${markdownPhrase(drawn.caption)}`;
  };
  const blocks: readonly (string | undefined)[] = [
    `# ${markdownText(results.experiment)}`,
    `**${markdownPhrase(headline)}**`,
    details.map((sentence) => `- ${markdownPhrase(sentence)}`).join('\n'),
    ...section('How deep to tap', [figure('layer-curve'), layerTable(view)]),
    ...section('The best cells', [cellTable(view), figure('comparison')]),
    ...section('What more data would bring', [learningCurveList(view), figure('learning-curve')]),
    ...section('What was known before training', [transferabilityList(view), figure('transferability')]),
    ...section(taskWords[taskOf(results)].predictions, [
      figure('confusion') ?? (chosen.confusion && `${markdownPhrase(cellPhrase(view, chosen))}.`),
      classTable(view),
      figure('calibration'),
      figure('prediction-depth'),
      figure('predicted-actual'),
      numberTables(view),
      labelTable(view),
    ]),
    ...section('The samples on a map', [figure('map')]),
    ...section('Data that deserves a look', [dataQualityTables(view)]),
    ...section('Skipped, duplicated, warned about', [notices(view)]),
    ...section('What it costs', [figure('cost'), factList(costFacts(view))]),
    ...section('Run it again', [
      codeBlock(results.command),
      factList(reproduceFacts(view)),
      `Made by Strata on ${dateText(results.startedAt)}; every number is in \`results.json\`.`,
    ]),
  ];
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`;
}

function section(title: string, content: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return content.some((block) => block !== undefined && block !== '') ? [`## ${title}`, ...content] : [];
}

function notices(view: ReportView): string {
  const groups = noticesOf(view);
  if (groups.length === 0) return 'Nothing was skipped, no sample is there twice, nothing went wrong.';
  return groups
    .map(({ title, items }) => {
      const lines = items.slice(0, listedNotices).map((item) => `- ${markdownPhrase(item)}`);
      const rest = items.length - lines.length;
      return [`${title}:`, ...lines, ...(rest > 0 ? [`- … and ${formatNumber(rest)} more`] : [])].join('\n');
    })
    .join('\n\n');
}

function factList(facts: readonly Fact[]): string {
  return facts.map(({ term, text }) => `- ${term}: ${markdownPhrase(text)}`).join('\n');
}

/** A fenced block of one line, which cannot close it. */
function codeBlock(line: string): string {
  const text = plainText(line);
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}sh\n${text}\n${fence}`;
}
