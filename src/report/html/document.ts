import { type Html, html, trusted } from '../escape.ts';

/** A whole page around its body.
 * @param policy its Content-Security-Policy, which knows the style by its hash.
 * @param generator what made it: `Strata 1.0`. */
export function documentHtml(page: {
  readonly title: string;
  readonly generator: string;
  readonly policy: string;
  readonly style: string;
  readonly body: Html;
}): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${page.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${page.generator}">
<title>${page.title} · Strata</title>
<style>${trusted(page.style)}</style>
</head>
<body>
${page.body}
</body>
</html>
`.markup;
}
