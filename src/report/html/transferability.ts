import { type Html, html } from '../escape.ts';
import { formatNumber, formatShare, orDash } from '../format.ts';
import { layerLabel, layerNumber } from '../layer-name.ts';
import {
  correlationText,
  describeTransferability,
  measuredOf,
  type Prediction,
  regretText,
  type ScoredLayer,
} from '../transferability.ts';
import type { ReportView } from '../view.ts';
import { numberColumn } from './layers.ts';
import { nameHtml, phraseHtml } from './phrase.ts';
import { type Column, tableHtml } from './table.ts';

/** What was known before training, in words; the scores of every layer, and how far each would have led. */
export function transferabilityHtml(view: ReportView): Html | undefined {
  const { transferability: known } = view.results;
  if (known === undefined) return undefined;
  const { metric, names } = view;
  const title = (id: string) => known.scores.find((score) => score.id === id)?.title ?? id;
  const layer = (id: string) => nameHtml(layerLabel(view, known.spaces.find((space) => space.id === id)!));
  const backbone: Column<ScoredLayer> = { head: 'Backbone', cell: (space) => nameHtml(space.backbone) };
  const layers = tableHtml<ScoredLayer>(
    'Scores of every layer before training',
    [
      numberColumn((space) => layerNumber(view, space)),
      ...(names.hasBackbones ? [backbone] : []),
      { head: 'Layer', isRowHead: true, cell: (space) => nameHtml(layerLabel(view, space)) },
      {
        head: 'Depth',
        isNumber: true,
        cell: ({ depth }) => orDash(depth, (share) => formatShare(share, 0)),
      },
      ...known.scores.map(
        ({ id, title }): Column<ScoredLayer> => ({
          head: title,
          isNumber: true,
          cell: ({ scores }) => orDash(scores[id], (value) => formatNumber(value, 3)),
        }),
      ),
      {
        head: `${metric.title}, measured`,
        isNumber: true,
        cell: (space) => (space.dropped ? 'dropped' : orDash(measuredOf(view, space), metric.value)),
      },
    ],
    known.spaces,
  );
  const predictions =
    known.predictions.length > 0 &&
    tableHtml<Prediction>(
      'How well each score predicted the measured order',
      [
        { head: 'Score', isRowHead: true, cell: ({ score }) => title(score) },
        { head: 'Layer it picked', cell: ({ chosen }) => layer(chosen) },
        { head: 'Behind the best by', isNumber: true, cell: (item) => regretText(view, item) },
        { head: 'Kendall’s τ', isNumber: true, cell: ({ kendall }) => correlationText(kendall) },
        { head: 'Spearman’s ρ', isNumber: true, cell: ({ spearman }) => correlationText(spearman) },
      ],
      known.predictions,
    );
  return html`<ul>${describeTransferability(view).map((sentence) => html`<li>${phraseHtml(sentence)}</li>`)}</ul>
${predictions}
${layers}`;
}
