import { createHash } from 'node:crypto';
import { type Html, html, trusted } from '../escape.ts';
import type { ReportView } from '../view.ts';
import { bundleApp } from './bundle-app.ts';
import { reportData } from './report-data.ts';

/** The app of a page with its data, and the source by which a policy lets it run. */
export interface PageScript {
  readonly markup: Html;
  readonly source: string;
}

/** The app, where a page has anything for it to bring to life.
 * @param body the rest of the page: an element with `data-island` is what the app works on. */
export async function pageScript(view: ReportView, body: Html): Promise<PageScript | undefined> {
  if (!body.markup.includes(' data-island="')) return undefined;
  const app = await bundleApp();
  const data = JSON.stringify(reportData(view)).replaceAll(unsafe, escaped);
  return {
    markup: html`<script type="application/json" id="report-data">${trusted(data)}</script>
<script>${trusted(app)}</script>`,
    source: hashSource(app),
  };
}

/** What could end the script, and what reorders the text around it where people read the source. */
const unsafe = /[<\u202a-\u202e\u2066-\u2069]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What a policy calls an inline script or style. */
export function hashSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
