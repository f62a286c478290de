import { type Html, html } from '../escape.ts';
import type { ReportView } from '../view.ts';
import { nameHtml } from './phrase.ts';

/** Some samples and what they have in common. */
export interface SampleStrip {
  readonly title: Html;
  readonly note: Html;
  /** Positions in the samples of the exploration. */
  readonly rows: readonly number[];
}

/** Strips of samples by their names, which the app replaces by their pictures. */
export function sampleStrips(view: ReportView, strips: readonly SampleStrip[]): Html {
  return html`<ol class="sample-strips">${strips.map(
    ({ title, note, rows }) =>
      html`<li><p><b>${title}</b> <small>${note}</small></p>${sampleNames(view, rows)}</li>\n`,
  )}</ol>`;
}

/** A sample by its name, which the app makes open it where the exploration has it. */
export function sampleNameHtml({ exploration }: ReportView, id: string): Html {
  const row = exploration?.samples.ids.indexOf(id) ?? -1;
  return row < 0
    ? nameHtml(id)
    : html`<span data-island="sample-name" data-row="${row}">${nameHtml(id)}</span>`;
}

function sampleNames({ exploration }: ReportView, rows: readonly number[]): Html {
  const names = rows.map((row) => exploration!.samples.ids[row]!);
  return html`<div class="sample-names" data-island="sample-strip" data-rows="${rows.join(' ')}">${names.map(
    (name, i) => html`${i > 0 && ', '}<bdi>${name}</bdi>`,
  )}</div>`;
}
