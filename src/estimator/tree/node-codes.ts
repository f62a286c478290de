import type { Layouts } from './layouts.ts';

/** Nodes of at most this many samples are read from the layout by sample, as their rows stay in the cache from feature to
 * feature and from node to node. Larger ones find several samples in each line of the cache by feature. Measured. */
const BY_SAMPLE_UP_TO = 256;

/** The codes of one feature in the samples of a node, in their order. */
export class NodeCodes {
  /** As far as `size`. */
  readonly codes: Uint16Array;
  size = 0;
  least = 0;
  greatest = 0;
  readonly #layouts: Layouts;

  constructor(layouts: Layouts) {
    this.#layouts = layouts;
    this.codes = new Uint16Array(layouts.nSamples);
  }

  /** Read a feature of a node, `samples[start … end)`. */
  read(feature: number, samples: Int32Array, start: number, end: number): void {
    const { nSamples, nFeatures, byFeature, bySample } = this.#layouts;
    this.size = end - start;
    if (this.size <= BY_SAMPLE_UP_TO) this.#read(bySample, nFeatures, feature, samples, start);
    else this.#read(byFeature, 1, feature * nSamples, samples, start);
  }

  /** @param from where the codes of sample i are at `i * stride + offset`. */
  #read(
    from: Uint8Array | Uint16Array,
    stride: number,
    offset: number,
    samples: Int32Array,
    start: number,
  ): void {
    const { codes, size } = this;
    let least = from[samples[start]! * stride + offset]!;
    let greatest = least;
    let j = 0;
    // four at a time, as what goes with each access of an array is then shared
    for (; j + 3 < size; j += 4) {
      const at = start + j;
      const a = from[samples[at]! * stride + offset]!;
      const b = from[samples[at + 1]! * stride + offset]!;
      const c = from[samples[at + 2]! * stride + offset]!;
      const d = from[samples[at + 3]! * stride + offset]!;
      codes[j] = a;
      codes[j + 1] = b;
      codes[j + 2] = c;
      codes[j + 3] = d;
      least = lower(least, lower(lower(a, b), lower(c, d)));
      greatest = higher(greatest, higher(higher(a, b), higher(c, d)));
    }
    for (; j < size; j++) {
      const code = from[samples[start + j]! * stride + offset]!;
      codes[j] = code;
      least = lower(least, code);
      greatest = higher(greatest, code);
    }
    this.least = least;
    this.greatest = greatest;
  }
}

/** The lower of two codes; the branch of `Math.min` would be mispredicted too often. */
function lower(a: number, b: number): number {
  const difference = a - b;
  return b + (difference & (difference >> 31));
}

/** The higher of two codes. */
function higher(a: number, b: number): number {
  const difference = a - b;
  return a - (difference & (difference >> 31));
}
