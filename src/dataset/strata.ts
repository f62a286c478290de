/** What the splits of a set without classes are stratified by. */
export interface Strata {
  /** At least two. */
  readonly names: readonly string[];
  /** Per sample, an index into the names. */
  readonly ids: readonly number[];
}
