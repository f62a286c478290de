/** Characters that SentencePiece drops. */
const dropped = /(?![\t\n\f\r\u0080-\u008e\u0090-\u009e])\p{Cc}/gu;

/** Characters that SentencePiece takes for a space. */
const spaces = /[\s\u200b\u200e\u200f\u2581\ufffd]+/g;

/** Tildes that SentencePiece leaves as they are where NFKC would change them. */
const tildes = /[\u301c\uff5e]/;

/** Normalise a text by SentencePiece's rule `nmt_nfkc`: compatibility forms made plain, control characters dropped, any
 * white space one space, none at the ends.
 * Source: Kudo & Richardson, SentencePiece (2018); builder.cc, BuildNmtNFKCMap. */
export function nmtNfkc(text: string): string {
  const plain = text
    .split(/([\u301c\uff5e])/)
    .map((part) => (tildes.test(part) ? part : part.normalize('NFKC')))
    .join('');
  return plain.replace(dropped, '').replace(spaces, ' ').trim();
}
