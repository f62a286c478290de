import type { Tokenizer } from './types.ts';

/** What a network takes of a batch of texts. */
export interface TokenBatch {
  /** Texts of the batch, and places of each. */
  readonly dims: readonly [n: number, length: number];
  /** Token ids, row-major, padding behind the tokens. */
  readonly ids: Int32Array;
  /** 1 for a token, 0 for padding. */
  readonly mask: Int32Array;
}

/** Ids of a text with special tokens around it; what goes beyond `maxTokens` is cut off before they are added.
 * @returns at least one id, so that there is something to take the mean of. */
export function tokenIds(tokenizer: Tokenizer, text: string, maxTokens: number): readonly number[] {
  const { before, after, unknown } = tokenizer;
  const room = roomFor(tokenizer, maxTokens);
  const ids = [...before, ...tokenizer.encode(text).slice(0, room), ...after];
  return ids.length === 0 ? [unknown] : ids;
}

/** Tokens of a text that fit beside the special ones. */
export function roomFor({ before, after }: Tokenizer, maxTokens: number): number {
  return Math.max(0, maxTokens - before.length - after.length);
}

/** Put rows of ids side by side, filled up to the longest.
 * @param length places of each where the network takes one length only. */
export function padBatch(
  rows: readonly (readonly number[])[],
  padding: number,
  length = Math.max(...rows.map((row) => row.length)),
): TokenBatch {
  const ids = new Int32Array(rows.length * length).fill(padding);
  const mask = new Int32Array(rows.length * length);
  rows.forEach((row, i) => {
    ids.set(row, i * length);
    mask.fill(1, i * length, i * length + row.length);
  });
  return { dims: [rows.length, length], ids, mask };
}
