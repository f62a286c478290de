import type { Exploration } from '../../result/index.ts';
import { type Html, html } from '../escape.ts';
import { formatShare } from '../format.ts';
import { spacePhrase } from '../maps.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { sampleStrips } from './sample-strips.ts';

/** The units of each layer that differ most between classes, with the samples that drive them; nothing where none were
 * looked for. The chosen layer stands open. */
export function unitsHtml(view: ReportView): Html | undefined {
  const spaces = view.exploration?.units ?? [];
  if (spaces.length === 0) return undefined;
  const { feature } = view.chosen;
  return html`<h3>What single units answer to</h3>
<p>A unit is one number of a layer's features. These differ most between classes; each is shown with the samples that drive it most.</p>
${spaces.map(
  (space) =>
    html`<details${(space.feature === feature.id || spaces.length === 1) && html` open`}><summary>Units of ${phraseHtml(spacePhrase(view, space.feature))}</summary>${unitStrips(view, space)}</details>\n`,
)}`;
}

function unitStrips(view: ReportView, { units }: Exploration['units'][number]): Html {
  const { classNames } = view.results.dataset;
  return sampleStrips(
    view,
    units.map(({ index, classId, purity, rows }) => ({
      title: html`Unit ${index}`,
      note: html`${purity === 1 ? 'all' : formatShare(purity, 0)} <bdi>${classNames[classId]}</bdi>`,
      rows,
    })),
  );
}
