import { BackboneError } from '../../core/index.ts';
import { buildModel, type InputSpec } from '../onnx/builder.ts';
import type { OnnxModel } from '../onnx/types.ts';
import { createGraphWriter } from '../tfjs/graph-writer.ts';
import type { Activation, Constant } from '../tfjs/types.ts';
import { readWeights } from '../tfjs/weights.ts';
import type { LayerCall } from './layer-call.ts';
import { indexWeights } from './layer-weights.ts';
import { layerRefusal, type Place, readOptions } from './options.ts';
import { layerConverters } from './registry.ts';
import { isModel, nameOf, walkModel } from './topology.ts';
import type { KerasLayer, TfjsLayersModel } from './types.ts';

/** Convert a TensorFlow.js layers-model to ONNX, weights dequantised.
 *
 * Maps are NCHW throughout, whatever order Keras sees. A tensor has the name of the layer that gives it; where that is
 * taken, it stands behind the names of the models around it (`model/conv1`), and then before a number (`conv1/1`, as of a
 * layer that is used again). Tensors on the way to it have `::` in theirs.
 * @param weights the bytes of the manifest's paths, in their order.
 * @throws {BackboneError} If a layer or an option cannot be converted, a weight is missing, or the weights do not fit the
 * manifest. */
export function importTfjsLayersModel(model: TfjsLayersModel, weights: readonly Uint8Array[]): OnnxModel {
  const root = rootOf(model);
  const layerWeights = indexWeights(readWeights(model.weightsManifest, weights));
  const graph = createGraphWriter();
  const inputs: InputSpec[] = [];
  const tensors = new Set<string>();

  const unique = (name: string, path: readonly string[]): string => {
    const scoped = [...path, name].join('/');
    let chosen = tensors.has(name) ? scoped : name;
    for (let call = 1; tensors.has(chosen); call++) chosen = `${scoped}/${call}`;
    tensors.add(chosen);
    return chosen;
  };

  const outputs = walkModel(root, undefined, [], {
    input: (layer) => {
      const own = nameOf(layer);
      const spec = inputSpec(layer, unique(layer.class_name === 'InputLayer' ? own : `${own}_input`, []));
      inputs.push(spec);
      return { kind: 'activation', name: spec.name, rank: spec.shape.length };
    },
    layer: (layer, read, path) => {
      const own = nameOf(layer);
      const place: Place = { name: [...path, own].join('/'), className: layer.class_name };
      const convert = layerConverters[layer.class_name];
      if (convert === undefined) {
        throw layerRefusal(place, 'its class must be a known one', layer.class_name);
      }
      const find = (weight: string) => layerWeights.find(place, own, weight);
      const options = readOptions(place, layer.config as Readonly<Record<string, unknown>>);
      const call: LayerCall = {
        ...place,
        tensor: unique(own, path),
        inputs: read,
        options,
        graph,
        weight: (name, rank) => required(place, own, name, rank, find(name)),
        hasWeight: (name) => find(name) !== undefined,
      };
      const output = convert(call);
      options.finish();
      return output;
    },
  });
  return buildModel({
    inputs,
    outputs: outputs.map(({ name }: Activation) => name),
    nodes: graph.nodes,
    initializers: [...graph.initializers.values()],
  });
}

function rootOf({ modelTopology, weightsManifest }: TfjsLayersModel): KerasLayer {
  const root =
    modelTopology !== undefined && 'model_config' in modelTopology
      ? modelTopology.model_config
      : modelTopology;
  if (root?.config === undefined || !isModel(root) || !Array.isArray(weightsManifest)) {
    throw new BackboneError(
      'Cannot read the layers-model as it must hold modelTopology.model_config, a Sequential or functional model, and weightsManifest: one is missing',
    );
  }
  return root;
}

/** The batch is free, and so are the lengths that the model leaves open. */
function inputSpec(layer: KerasLayer, name: string): InputSpec {
  const place = { name, className: layer.class_name };
  const given = (layer.config as Readonly<Record<string, unknown>>).batch_input_shape;
  if (!Array.isArray(given) || given.length < 2) {
    throw layerRefusal(place, 'the first layer must say batch_input_shape', String(JSON.stringify(given)));
  }
  const shape = given.map((size: unknown, axis) => (typeof size === 'number' ? size : `${name}_${axis}`));
  const [, ...lengths] = shape;
  const [height, width, channels] = lengths;
  return { name, shape: ['N', ...(shape.length === 4 ? [channels!, height!, width!] : lengths)] };
}

function required(
  place: Place,
  layer: string,
  weight: string,
  rank: number | undefined,
  found: Constant | undefined,
): Constant {
  if (found === undefined) {
    throw layerRefusal(place, 'its weights must be in the manifest', `"${layer}/${weight}" is missing`);
  }
  if (rank !== undefined && found.shape.length !== rank) {
    const seen = found.shape.join('×');
    throw layerRefusal(place, `its weight "${weight}" must have ${rank} dimensions`, seen);
  }
  return found;
}
