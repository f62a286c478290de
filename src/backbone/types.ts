import type { Effects } from '../core/index.ts';
import type { InputSpec, Layer, Pooling, SparseTokens, Tap } from '../graph/index.ts';
import type { ImagePreprocessing } from '../media/index.ts';
import type { Device } from '../runtime/index.ts';

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
  | {
      /** A Hugging Face repository. */
      readonly kind: 'hub';
      /** `org/name` */
      readonly repo: string;
      /** Branch, tag or commit; `strata.lock` pins a branch to the commit of its first use. */
      readonly revision: string;
      /** The graph first. */
      readonly files: readonly string[];
      /** What a download takes, 10⁶ bytes. */
      readonly megabytes?: number;
    }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
  | {
      /** TensorFlow.js. */
      readonly kind: 'folder';
      /** The folder, or its `model.json`. */
      readonly path: string;
    };

/** Families of networks whose layers are named by the structure of the graph, whatever an export calls its tensors. */
export type Architecture = 'vgg' | 'staged' | 'inverted-residual' | 'transformer';

/** How a text becomes token ids, for a card or a local file. */
export interface TextInput {
  /** Tokens of a sample at most, special ones included; what lies beyond is cut off. */
  readonly maxTokens: number;
  /** Put before every text, as `query: `. Default: nothing. */
  readonly prefix?: string;
}

/** Which of a source's files make the tokenizer. */
export interface TokenizerFiles {
  /** `tokenizer-json`: `tokenizer.json`, then `tokenizer_config.json` where there is one; `sentencepiece-vocabulary`: a
   * JSON list of [piece, score]. */
  readonly kind: 'tokenizer-json' | 'sentencepiece-vocabulary';
  /** As the source names them. */
  readonly files: readonly string[];
}

/** What cards of every modality say. */
interface CardFields {
  readonly id: string;
  readonly title: string;
  /** One line: what it was trained on and for. */
  readonly summary: string;
  readonly format: 'tfjs-graph-model' | 'tfjs-layers-model' | 'onnx';
  readonly source: WeightSource;
  /** SPDX identifier of the weights' licence. */
  readonly licence: string;
  readonly paper: string;
  /** The trunk: only tensors whose name matches are layers. The first group, where there is one, is the layer's name. */
  readonly trunk?: RegExp;
  /** Gives layers the names that `stages` uses; the other layers keep the names of their tensors. */
  readonly architecture?: Architecture;
  /** What `layers: stages` taps, shallow to deep. */
  readonly stages: readonly string[];
  /** The node of a graph-model that becomes the input, where what comes before it is left behind. */
  readonly entry?: InputSpec;
}

export interface ImageCard extends CardFields {
  readonly modality: 'image';
  readonly input: ImagePreprocessing;
}

export interface TextCard extends CardFields {
  readonly modality: 'text';
  readonly input: TextInput;
  readonly tokenizer: TokenizerFiles;
  /** The tensors by which a graph-model takes tokens, where they are the parts of a SparseTensor. */
  readonly sparseTokens?: SparseTokens;
}

/** A pretrained network that is known by name: frozen data, one file each, one line in `registry.ts`. */
export type BackboneCard = ImageCard | TextCard;

/** A backbone that is no card: where its graph is, and how its samples become input. */
export type SourceSpec = (
  | {
      /** Path of an ONNX file. */
      readonly onnx: string;
    }
  | {
      /** Path of a TensorFlow.js `model.json`, or of its folder. */
      readonly tfjs: string;
    }
  | {
      /** A Hugging Face repository, `org/name`. */
      readonly hub: string;
      /** Default: `onnx/model.onnx`, `model.onnx`, or the only ONNX file. */
      readonly file?: string;
      /** Branch, tag or commit; default `main`. */
      readonly revision?: string;
    }
  | {
      /** https address of an ONNX file. */
      readonly url: string;
    }
) & {
  /** Of pixels or of texts, whichever the graph takes. */
  readonly input?: Partial<ImagePreprocessing & TextInput>;
  readonly stages?: readonly string[];
  /** Path of `tokenizer.json`; default: beside the graph, or in the folder above. */
  readonly tokenizer?: string;
};

/** Which variant of a network is meant. */
export interface SpecVariant {
  /** `random` keeps the architecture and draws the weights anew. Default: `pretrained`. */
  readonly weights?: 'pretrained' | 'random';
  /** `tfjs` runs a TensorFlow.js model on TensorFlow.js instead of its conversion. Default: `onnx`. */
  readonly runtime?: 'onnx' | 'tfjs';
}

/** What the config says of a backbone: the id of a card, or a source with its preprocessing. */
export type BackboneSpec = string | CardSpec | (SourceSpec & SpecVariant);

/** A card by id, where there is more to say of it. */
export interface CardSpec extends SpecVariant {
  readonly card: string;
}

/** What an experiment says of all its backbones. */
export interface OpenOptions {
  /** `auto` takes the first device that runs the network. Default: `cpu`. */
  readonly device?: Device | 'auto';
  /** Of random weights. Default: 0. */
  readonly seed?: number;
}

/** How texts become the input of a network; every field counts in the feature space's key. */
export interface TextPreprocessing {
  /** SHA-256 over the tokenizer's files, hex. */
  readonly tokenizer: string;
  readonly maxTokens: number;
  readonly prefix: string;
}

/** What backbones of every modality give. */
interface BackboneFields {
  /** The card's id, or the file's name without `.onnx`. */
  readonly id: string;
  /** SHA-256 over the weight files, hex. */
  readonly weightsHash: string;
  readonly weights: 'pretrained' | 'random';
  /** What its sessions run on, as `cpu` or `tfjs-wasm`. */
  readonly provider: string;
  /** Every tappable layer, shallow to deep. */
  readonly layers: readonly Layer[];
  /** What `stages` means here, shallow to deep. */
  readonly stages: readonly string[];
  /** Tensors that cannot be tapped because their shape depends on the values of the input, each with the node that makes
   * it so, as `NonZero "places"`. */
  readonly dynamic: ReadonlyMap<string, string>;
  /** Resolve `stages`, `all`, names, globs (`*` stands for any text, `?` for one character) and negative indices (-1 is the deepest of the stages) to layers, shallow to deep.
   * @throws {BackboneError} `Cannot find layer "block_99" of backbone "x": did you mean "block_9"`. */
  select(layers: LayerSelection): readonly Layer[];
  /** Values of a vector of this layer under this pooling.
   * @throws {BackboneError} If the layer is not what the pooling requires. */
  dimOf(tap: Tap): number;
  /** Bytes of the weights that remain when the graph is cut behind these layers. */
  bytesOf(layers: readonly string[]): number;
}

export interface ImageBackbone extends BackboneFields {
  readonly modality: 'image';
  readonly card: ImageCard;
  readonly input: ImagePreprocessing;
  /** Cut the graph behind the deepest tap, fuse the poolings, start a session. */
  tap(taps: readonly Tap[], options?: TapSettings): Promise<TappedBackbone>;
}

export interface TextBackbone extends BackboneFields {
  readonly modality: 'text';
  readonly card: TextCard;
  readonly input: TextPreprocessing;
  /** Whether a text has more tokens than the network takes, so that its end is cut off. */
  isCut(text: string): boolean;
  /** Cut the graph behind the deepest tap, fuse the poolings, start a session. */
  tap(taps: readonly Tap[], options?: TapSettings): Promise<TappedTextBackbone>;
}

/** A backbone whose weights were found and read. */
export type Backbone = ImageBackbone | TextBackbone;

export interface TapSettings {
  /** 0 or absent lets the runtime choose. */
  readonly threads?: number;
}

export type LayerSelection = 'stages' | 'all' | readonly (string | number)[];

/** A session that gives all tapped layers in one pass. */
interface TappedFields {
  readonly taps: readonly Tap[];
  /** Length of each tap's vector. */
  readonly dims: readonly number[];
  readonly provider: string;
  release(): Promise<void>;
}

export interface TappedBackbone extends TappedFields {
  /** @param batch float32, (n, …) as `input.layout` orders it.
   * @returns one float32 array of shape (n, dims[t]) per tap. */
  run(batch: Float32Array, n: number): Promise<readonly Float32Array[]>;
}

export interface TappedTextBackbone extends TappedFields {
  /** A text's vectors do not depend on the others of its batch, but for rounding (≤ 1e-5 relative).
   * @returns one float32 array of shape (texts.length, dims[t]) per tap. */
  run(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Open a card by id or a local file.
 * @throws {BackboneError} If the id is unknown, weights are missing, an operator cannot be converted or run, or a stage
 * names no layer.
 * @throws {IntegrityError} If a card's weights are not the bytes that it records. */
export type OpenBackbone = (spec: BackboneSpec, effects: Effects, options?: OpenOptions) => Promise<Backbone>;

export type { Layer, Pooling, Tap };
