import type { Effects } from '../core/index.ts';
import type { Layer, Pooling, Tap } from '../graph/index.ts';
import type { ImagePreprocessing } from '../media/index.ts';

/** Where weights come from. */
export type WeightSource =
  | {
      readonly kind: 'npm';
      readonly package: string;
      readonly version: string;
      readonly files: readonly string[];
      /** SHA-256 over the files, one after the other, hex. */
      readonly sha256: string;
    }
  | { readonly kind: 'file'; readonly path: string };

/** A pretrained network that is known by name: frozen data, one file each, one line in `registry.ts`. */
export interface BackboneCard {
  readonly id: string;
  readonly title: string;
  /** One line: what it was trained on and for. */
  readonly summary: string;
  readonly modality: 'image';
  readonly format: 'tfjs-graph-model' | 'onnx';
  readonly source: WeightSource;
  /** SPDX identifier of the weights' licence. */
  readonly licence: string;
  readonly paper: string;
  readonly input: ImagePreprocessing;
  /** The trunk: only tensors whose name matches are layers. The first group, where there is one, is the layer's name. */
  readonly trunk?: RegExp;
  /** What `layers: stages` taps, shallow to deep. */
  readonly stages: readonly string[];
}

/** What the config says of a backbone: the id of a card, or an ONNX file with its preprocessing. */
export type BackboneSpec =
  | string
  | {
      readonly onnx: string;
      readonly input?: Partial<ImagePreprocessing>;
      readonly stages?: readonly string[];
    };

/** A backbone whose weights were found and read. */
export interface Backbone {
  /** The card's id, or the file's name without `.onnx`. */
  readonly id: string;
  readonly card: BackboneCard;
  /** SHA-256 over the weight files, hex. */
  readonly weightsHash: string;
  /** Every tappable layer, shallow to deep. */
  readonly layers: readonly Layer[];
  /** What `stages` means here, shallow to deep. */
  readonly stages: readonly string[];
  readonly input: ImagePreprocessing;
  /** Resolve `stages`, `all`, names, globs (`*` stands for any text, `?` for one character) and negative indices (-1 is the deepest of the stages) to layers, shallow to deep.
   * @throws {BackboneError} `Cannot find layer "block_99" of backbone "x": did you mean "block_9"`. */
  select(layers: LayerSelection): readonly Layer[];
  /** Values of a vector of this layer under this pooling. */
  dimOf(tap: Tap): number;
  /** Bytes of the weights that remain when the graph is cut behind these layers. */
  bytesOf(layers: readonly string[]): number;
  /** Cut the graph behind the deepest tap, fuse the poolings, start a session. */
  tap(taps: readonly Tap[], options?: { readonly threads?: number }): Promise<TappedBackbone>;
}

export type LayerSelection = 'stages' | 'all' | readonly (string | number)[];

/** A session that gives all tapped layers in one pass. */
export interface TappedBackbone {
  readonly taps: readonly Tap[];
  /** Length of each tap's vector. */
  readonly dims: readonly number[];
  readonly provider: string;
  /** @param batch float32, (n, …) as `input.layout` orders it.
   * @returns one float32 array of shape (n, dims[t]) per tap. */
  run(batch: Float32Array, n: number): Promise<readonly Float32Array[]>;
  release(): Promise<void>;
}

/** Open a card by id or a local file.
 * @throws {BackboneError} If the id is unknown, weights are missing, an operator cannot be converted or run, or a stage
 * names no layer.
 * @throws {IntegrityError} If a card's weights are not the bytes that it records. */
export type OpenBackbone = (spec: BackboneSpec, effects: Effects) => Promise<Backbone>;

export type { Layer, Pooling, Tap };
