/** A published protocol, as the part of a config that it decides; what it leaves open stays open. One file each, one line
 * in `registry.ts`. */
export interface Preset {
  /** As YAML names it: `clip-a3`. */
  readonly id: string;
  /** One line for docs and editors. */
  readonly summary: string;
  /** Where the rules were published. */
  readonly source: string;
  /** What of the published rules is done otherwise here or not at all; full sentences, for the report. */
  readonly differences: readonly string[];
  /** In the form of a config file. */
  readonly transform: readonly string[];
  readonly models: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly evaluation: {
    readonly protocol?: Readonly<Record<string, unknown>>;
    readonly tune?: Readonly<Record<string, unknown>>;
    readonly metrics: readonly string[];
  };
}

/** Powers of ten at equal steps of the exponent, ends included, to 7 digits.
 * Source: numpy, `logspace`. */
export function logSpaced(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    Number((10 ** (low + ((high - low) * i) / (count - 1))).toPrecision(7)),
  );
}
