import { BackboneError } from '../../core/index.ts';
import { buildModel, type InputSpec } from '../onnx/builder.ts';
import type { OnnxModel } from '../onnx/types.ts';
import { createGraphWriter, refusal } from './graph-writer.ts';
import { converters } from './registry.ts';
import type { TfjsGraphModel, TfjsNode, Value } from './types.ts';
import { readWeights } from './weights.ts';

/** Convert a TensorFlow.js graph-model to ONNX, weights dequantised.
 *
 * Maps are NCHW throughout, the image input (N, C, H, W) with only C fixed; tensors keep the names of TensorFlow's
 * nodes, and those made on the way have `::` in theirs.
 * @param weights the bytes of the manifest's paths, in their order.
 * @param wanted which nodes to convert, with all they need; the others are left behind, whatever their operators.
 * @throws {BackboneError} If a node that is needed has an operator or an attribute that cannot be converted, or the
 * weights do not fit the manifest. */
export function importTfjsGraphModel(
  model: TfjsGraphModel,
  weights: readonly Uint8Array[],
  wanted: (nodeName: string) => boolean = () => true,
): OnnxModel {
  const nodes = model.modelTopology?.node;
  if (!Array.isArray(nodes) || !Array.isArray(model.weightsManifest)) {
    throw new BackboneError(
      'Cannot read the graph-model as it must hold modelTopology.node and weightsManifest: one is missing',
    );
  }
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const constants = readWeights(model.weightsManifest, weights);
  const writer = createGraphWriter();
  const inputs: InputSpec[] = [];
  const converted = new Map<string, Value>();
  const consumed = new Set<string>();

  const convert = (name: string): Value => {
    const done = converted.get(name);
    if (done !== undefined) return done;
    const node = byName.get(name);
    if (node === undefined) {
      throw new BackboneError(`Cannot convert the graph as its nodes must be there: "${name}" is missing`);
    }
    const value = convertNode(node);
    converted.set(name, value);
    return value;
  };

  const convertNode = (node: TfjsNode): Value => {
    if (node.op === 'Const') {
      const constant = constants.get(node.name);
      if (constant === undefined)
        throw refusal(node, 'its values must be in the weights', 'they are missing');
      return { kind: 'constant', constant };
    }
    if (node.op === 'Placeholder') {
      const input = inputSpec(node);
      inputs.push(input);
      return { kind: 'activation', name: node.name, rank: input.shape.length };
    }
    const converter = converters[node.op];
    if (converter === undefined) {
      throw new BackboneError(
        `Cannot convert node "${node.name}" as its operator must be a known one: it is ${node.op}`,
      );
    }
    const values = dataInputs(node).map((input) => {
      consumed.add(input);
      return convert(input);
    });
    return converter(node, values, writer);
  };

  const outputs = nodes
    .filter((node) => node.op !== 'Const' && node.op !== 'Placeholder' && wanted(node.name))
    .map((node) => node.name);
  for (const name of outputs) convert(name);
  return buildModel({
    inputs,
    outputs: outputs.filter((name) => !consumed.has(name) && converted.get(name)!.kind === 'activation'),
    nodes: writer.nodes,
    initializers: [...writer.initializers.values()],
  });
}

/** Names of the nodes whose first output this node reads; control inputs (`^name`) carry no data. */
function dataInputs(node: TfjsNode): string[] {
  return (node.input ?? [])
    .filter((input) => !input.startsWith('^'))
    .map((input) => {
      const [name, output = '0'] = input.split(':');
      if (output !== '0') throw refusal(node, 'it must read first outputs', `it reads "${input}"`);
      return name!;
    });
}

/** The batch and the positions of a map are free, whatever size the model was exported with. */
function inputSpec(node: TfjsNode): InputSpec {
  const dims = (node.attr?.shape?.shape?.dim ?? []).map((dim) => Number(dim.size));
  if (dims.length < 2)
    throw refusal(node, 'the input must have a batch dimension', `${dims.length} dimensions`);
  const shape = dims.length === 4 ? ['N', dims[3]!, 'H', 'W'] : ['N', ...dims.slice(1)];
  return { name: node.name, shape };
}
