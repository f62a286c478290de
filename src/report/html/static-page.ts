import { readFile } from 'node:fs/promises';
import { paletteCss } from '../chart/palette.ts';
import { type Html, html } from '../escape.ts';
import { documentHtml } from './document.ts';
import { hashSource } from './script.ts';

/** A page without script in the style of a report, which asks nothing of the network.
 * @param eyebrow a line above the heading. @param scope a line below it. */
export async function staticPage(page: {
  readonly title: string;
  readonly eyebrow: string;
  readonly scope: string;
  readonly body: Html;
}): Promise<string> {
  const style = paletteCss() + (await readFile(new URL('./report.css', import.meta.url), 'utf8'));
  const policy = `default-src 'none'; style-src ${hashSource(style)}; base-uri 'none'; form-action 'none'`;
  const body = html`<header>
<p class="eyebrow">${page.eyebrow}</p>
<h1 dir="auto">${page.title}</h1>
<p class="scope">${page.scope}</p>
</header>
<main>
${page.body}
</main>`;
  return documentHtml({ title: page.title, generator: 'Strata', policy, style, body });
}
