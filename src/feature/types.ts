import type { Features } from '../core/index.ts';
import type { SkippedSample } from '../dataset/index.ts';

/** A way to turn a sample into a vector: a layer of a backbone, or a hand-crafted recipe. */
export interface FeatureSpace {
  /** Readable and unique within a run: `mobilenet-v3-coco/expanded_conv_3/…:mean`, `raw-pixels`. */
  readonly id: string;
  readonly kind: 'deep' | 'raw-pixels' | 'bag-of-words' | 'hand-crafted';
  /** Hash of everything a value depends on but the sample: weights, graph, layer, pooling, preprocessing, precision, provider, store format. */
  readonly key: string;
  /** What `key` is the canonical hash of. */
  readonly spec: SpaceSpec;
  readonly dim: number;
  /** Its vectors are mostly zero, and are kept and evaluated without them. */
  readonly sparse?: true;
  readonly backbone?: string;
  readonly layer?: string;
  readonly pooling?: string;
  /** Present where the backbone's weights were drawn instead of trained: a control. */
  readonly weights?: 'random';
  /** What the backbone runs on, as `cpu`. */
  readonly provider?: string;
  /** Share of the backbone's multiply-accumulates, in [0, 1]. */
  readonly depth?: number;
  /** Multiply-accumulates for one sample of the graph cut at this layer. */
  readonly macs?: number;
  /** Bytes of the weights needed for this layer alone. */
  readonly modelBytes?: number;
}

/** Plain JSON. */
export type SpaceSpec = Readonly<Record<string, unknown>>;

/** The features of a data set: row i of every matrix belongs to `kept[i]`, an index into `Dataset.samples`. */
export interface ExtractedFeatures {
  readonly spaces: readonly FeatureSpace[];
  /** One matrix per space, by space id, shape (kept.length, space.dim). */
  readonly matrices: ReadonlyMap<string, Features>;
  readonly kept: Int32Array;
  /** Samples that could not be decoded; those the data set left out itself are not repeated. */
  readonly skipped: readonly SkippedSample[];
  /** Full sentences for the report: texts that were cut off, … */
  readonly warnings: readonly string[];
  readonly cost: ExtractionCost;
}

export interface ExtractionCost {
  /** Samples that at least one space was computed for in this run; of samples with the same bytes one is computed. */
  readonly extracted: number;
  /** Samples found in the store for every space. */
  readonly cached: number;
  readonly seconds: number;
  /** Milliseconds a sample of one pass over all layers of a backbone, or of one recipe, measured when it was extracted; by space id. */
  readonly msPerSample: ReadonlyMap<string, number>;
}
