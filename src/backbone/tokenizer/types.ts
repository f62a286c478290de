/** Splits texts into token ids, as the network was trained with. */
export interface Tokenizer {
  /** Ids of a text, special ones left out; none for a text in which nothing is worth a token. */
  encode(text: string): readonly number[];
  /** Ids that stand before every text, as that of `[CLS]`. */
  readonly before: readonly number[];
  /** Ids that stand behind every text, as that of `[SEP]`. */
  readonly after: readonly number[];
  /** Id that fills a batch up; networks pass over it. */
  readonly padding: number;
  /** Id of what the vocabulary does not hold. */
  readonly unknown: number;
  /** Tokens that the network was trained with at most, where the tokenizer's files say so. */
  readonly maxTokens?: number;
}
