import type { TfjsWeightGroup } from '../tfjs/types.ts';

/** A TensorFlow.js layers-model (`model.json`) as published: Keras JSON, in as far as it is read. */
export interface TfjsLayersModel {
  readonly modelTopology: KerasLayer | { readonly model_config: KerasLayer };
  readonly weightsManifest: readonly TfjsWeightGroup[];
}

/** A layer, or a model that stands as one: those hold `layers` in their `config`, or are a list of layers. */
export interface KerasLayer {
  readonly class_name: string;
  /** Name of the layer within its model. */
  readonly name?: string;
  readonly config: Readonly<Record<string, unknown>> | readonly KerasLayer[];
  /** What a layer of a functional model reads: per call a list of [layer, call, output, …]. */
  readonly inbound_nodes?: readonly (readonly TensorReference[])[];
}

/** Name of a layer, which of its calls, which of its outputs. */
export type TensorReference = readonly [string, number, number, ...unknown[]];
