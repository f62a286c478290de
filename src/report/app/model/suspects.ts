import type { Phrase } from '../../phrase.ts';

/** One suspicion, to be shown with its samples. */
export interface SuspectCard {
  /** Positions in the samples of the exploration: one, or two that look alike. */
  readonly rows: readonly number[];
  /** Why they are listed. */
  readonly note: Phrase;
}

/** The suspicions of one kind. */
export interface SuspectGroup {
  /** Of the table that lists the same. */
  readonly id: string;
  readonly cards: readonly SuspectCard[];
}
