// C0 and C1 controls, lone surrogates, and the marks that reorder the text around them (Unicode TR9 §2): none of them
// belongs in a name.
const unsafe = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{feff}\ufffe\uffff]/gu;

/** Any value as one line of text that is safe to show on a page, in an SVG and on a terminal: white space becomes a
 * space (one that must not break stays), control and reordering characters and broken surrogates become U+FFFD. */
export function plainText(value: unknown): string {
  return String(value)
    .replaceAll(/[^\S\u00a0]+/g, ' ')
    .replaceAll(unsafe, '\ufffd');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cut the middle out of a long text, keeping a little more of its beginning than of its end.
 * @param limit graphemes to keep, the ellipsis among them; less than 3 counts as 3. */
export function shortenMiddle(text: string, limit: number): string {
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  if (graphemes.length <= limit) return text;
  const kept = Math.max(3, limit) - 1;
  const tail = Math.floor(kept * 0.4);
  const head = kept - tail;
  return `${graphemes.slice(0, head).join('')}…${graphemes.slice(graphemes.length - tail).join('')}`;
}
