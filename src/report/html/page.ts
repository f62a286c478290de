import type { DrawnFigure } from '../draw.ts';
import { type Html, html } from '../escape.ts';
import { costFacts, dateText, reproduceFacts } from '../facts.ts';
import { count } from '../format.ts';
import { phrase } from '../phrase.ts';
import { samplesPhrase, taskOf, taskWords } from '../task.ts';
import type { ReportView } from '../view.ts';
import { answerHtml } from './answer.ts';
import { atlasHtml } from './atlas.ts';
import { calibrationHtml } from './calibration.ts';
import { cellsTable } from './cells.ts';
import { clustersHtml } from './clusters.ts';
import { classTable, confusionHtml, matrices, mistakesHtml } from './confusion.ts';
import { dataQualityHtml } from './data-quality.ts';
import { documentHtml } from './document.ts';
import { factsHtml } from './facts.ts';
import { figureHtml } from './figure.ts';
import { costTable, layerTable } from './layers.ts';
import { learningCurveHtml } from './learning-curve.ts';
import { mapHtml } from './map.ts';
import { noticesHtml } from './notices.ts';
import { phraseHtml } from './phrase.ts';
import { predictionDepthHtml } from './prediction-depth.ts';
import { labelTable, numbersHtml } from './predictions.ts';
import { hashSource, type PageScript, pageScript } from './script.ts';
import { similarityHtml } from './similarity.ts';
import { pageStyle } from './style.ts';
import { transferabilityHtml } from './transferability.ts';
import { unitsHtml } from './units.ts';

/** The report as one HTML file that asks nothing of the network: its style, its script and its data are inside, and its
 * policy refuses the rest. */
export async function renderHtml(
  view: ReportView,
  figures: ReadonlyMap<string, DrawnFigure>,
): Promise<string> {
  const style = await pageStyle();
  const { results } = view;
  const body = bodyHtml(view, figures);
  const script = await pageScript(view, body);
  return documentHtml({
    title: results.experiment,
    generator: `Strata ${results.environment.strata}`,
    policy: policyOf(view, style, script),
    style,
    body: html`${body}
${script?.markup}`,
  });
}

/** Nothing but what is inside this file, and the pictures of the run beside it where it has any. */
function policyOf({ exploration }: ReportView, style: string, script: PageScript | undefined): string {
  const sheets = exploration?.samples.thumbnails?.sheets ?? [];
  const isBeside = sheets.some((sheet) => !sheet.startsWith('data:'));
  return [
    "default-src 'none'",
    ...(script ? [`script-src ${script.source}`] : []),
    `style-src ${hashSource(style)}`,
    // `file:` for a page opened from a disk, where it has no origin; `'self'` for one on a server.
    ...(script && exploration ? [`img-src data:${isBeside ? " file: 'self'" : ''}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function bodyHtml(view: ReportView, figures: ReadonlyMap<string, DrawnFigure>): Html {
  const { results } = view;
  return html`<header>
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
<aside class="chosen-cell" aria-label="The cell that this page shows" data-island="chosen" hidden></aside>
</main>
<footer><p>Made by Strata ${results.environment.strata} from <code>results.json</code>, which holds every number of this page.</p></footer>`;
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
      id: 'costs',
      title: 'What it costs',
      content: [figure('cost'), costTable(view), factsHtml(costFacts(view))],
    },
    { id: 'cells', title: 'All cells', content: [cellsTable(view)] },
    {
      id: 'predictions',
      title: taskWords[taskOf(view.results)].predictions,
      content: [
        confusionHtml(view, figure('confusion')),
        figure('predicted-actual'),
        classTable(view),
        mistakesHtml(view),
        calibrationHtml(view, figure('calibration')),
        numbersHtml(view),
        labelTable(view),
        matrices(view),
      ],
    },
    { id: 'map', title: 'The samples on a map', content: [mapHtml(figures.get('map'))] },
    { id: 'layers-see', title: 'What layers see', content: [unitsHtml(view), atlasHtml(view)] },
    {
      id: 'samples-by-depth',
      title: 'How deep a layer the samples need',
      content: [predictionDepthHtml(view, figure('prediction-depth'))],
    },
    {
      id: 'clusters',
      title: 'Clusters and classes',
      content: [figure('clusters'), clustersHtml(view)],
    },
    {
      id: 'similarity',
      title: 'How alike the layers are',
      content: [figure('similarity'), similarityHtml(view)],
    },
    {
      id: 'before-training',
      title: 'What was known before training',
      content: [figure('transferability'), transferabilityHtml(view)],
    },
    {
      id: 'more-data',
      title: 'What more data would bring',
      content: [figure('learning-curve'), learningCurveHtml(view)],
    },
    { id: 'data-quality', title: 'Data that deserves a look', content: [dataQualityHtml(view)] },
    { id: 'notices', title: 'Skipped, duplicated, warned about', content: [noticesHtml(view)] },
    { id: 'again', title: 'Run it again', content: [reproduceHtml(view)] },
  ];
}

function scope({ results, features }: ReportView): Html {
  const { cells } = results;
  const layers = features.filter(({ role }) => role === 'candidate').length;
  const baselines = features.filter(({ role }) => role === 'baseline').length;
  return phraseHtml(
    phrase`${samplesPhrase(results)}; ${count(layers, 'layer')} and ${count(baselines, 'baseline')}, ${count(cells.length, 'cell')} in all.`,
  );
}

function reproduceHtml(view: ReportView): Html {
  return html`<div class="scroll" role="region" aria-label="Command" tabindex="0"><pre><code>${view.results.command}</code></pre></div>
${factsHtml(reproduceFacts(view))}`;
}
