import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { paletteCss } from '../chart/palette.ts';
import type { DrawnFigure } from '../draw.ts';
import { type Html, html, trusted } from '../escape.ts';
import { costFacts, dateText, reproduceFacts } from '../facts.ts';
import { count } from '../format.ts';
import type { ReportView } from '../view.ts';
import { answerHtml } from './answer.ts';
import { cellsTable } from './cells.ts';
import { classTable, matrices } from './confusion.ts';
import { dataQualityHtml } from './data-quality.ts';
import { factsHtml } from './facts.ts';
import { figureHtml } from './figure.ts';
import { costTable, layerTable } from './layers.ts';
import { learningCurveHtml } from './learning-curve.ts';
import { noticesHtml } from './notices.ts';
import { similarityHtml } from './similarity.ts';
import { transferabilityHtml } from './transferability.ts';

/** The report as one HTML file that asks nothing of the network: its style is inside, and its policy refuses the rest. */
export async function renderHtml(
  view: ReportView,
  figures: ReadonlyMap<string, DrawnFigure>,
): Promise<string> {
  const style = paletteCss() + (await readFile(new URL('./report.css', import.meta.url), 'utf8'));
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const { results } = view;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Strata ${results.environment.strata}">
<title>${results.experiment} · Strata</title>
<style>${trusted(style)}</style>
</head>
<body>
<header>
<p class="eyebrow">Strata report · ${dateText(results.startedAt)}</p>
<h1 dir="auto">${results.experiment}</h1>
<p class="scope">${scope(view)}</p>
</header>
<main>
${answerHtml(view)}
${sections(view, figures)
  .filter(({ content }) => content.some((part) => part !== undefined))
  .map(
    ({ id, title, content }) => html`<section aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${title}</h2>
${content}
</section>\n`,
  )}
</main>
<footer><p>Made by Strata ${results.environment.strata} from <code>results.json</code>, which holds every number of this page.</p></footer>
</body>
</html>
`;
  return page.markup;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: readonly (Html | undefined)[];
}

function sections(view: ReportView, figures: ReadonlyMap<string, DrawnFigure>): readonly Section[] {
  const figure = (id: string) => figureHtml(figures.get(id));
  return [
    { id: 'layers', title: 'How deep to tap', content: [figure('layer-curve'), layerTable(view)] },
    { id: 'best', title: 'The best cells', content: [figure('comparison')] },
    {
      id: 'more-data',
      title: 'What more data would bring',
      content: [figure('learning-curve'), learningCurveHtml(view)],
    },
    {
      id: 'before-training',
      title: 'What was known before training',
      content: [figure('transferability'), transferabilityHtml(view)],
    },
    {
      id: 'similarity',
      title: 'How alike the layers are',
      content: [figure('similarity'), similarityHtml(view)],
    },
    { id: 'cells', title: 'All cells', content: [cellsTable(view)] },
    {
      id: 'classes',
      title: 'What is taken for what',
      content: [figure('confusion'), classTable(view), matrices(view)],
    },
    { id: 'data-quality', title: 'Data that deserves a look', content: [dataQualityHtml(view)] },
    { id: 'notices', title: 'Skipped, duplicated, warned about', content: [noticesHtml(view)] },
    {
      id: 'costs',
      title: 'What it costs',
      content: [figure('cost'), costTable(view), factsHtml(costFacts(view))],
    },
    { id: 'again', title: 'Run it again', content: [reproduceHtml(view)] },
  ];
}

function scope({ results, features }: ReportView): string {
  const { dataset, cells } = results;
  const layers = features.filter(({ role }) => role === 'candidate').length;
  const baselines = features.filter(({ role }) => role === 'baseline').length;
  return `${count(dataset.nSamples, 'sample')} in ${count(dataset.classNames.length, 'class', 'classes')}; ${count(layers, 'layer')} and ${count(baselines, 'baseline')}, ${count(cells.length, 'cell')} in all.`;
}

function reproduceHtml(view: ReportView): Html {
  return html`<div class="scroll" role="region" aria-label="Command" tabindex="0"><pre><code>${view.results.command}</code></pre></div>
${factsHtml(reproduceFacts(view))}`;
}
