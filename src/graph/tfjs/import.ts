import { BackboneError } from '../../core/index.ts';
import { buildModel, type InputSpec } from '../onnx/builder.ts';
import type { OnnxModel } from '../onnx/types.ts';
import { elementType } from './attributes.ts';
import { createGraphWriter, refusal } from './graph-writer.ts';
import { converters } from './registry.ts';
import type { TfjsGraphModel, TfjsNode, Value } from './types.ts';
import { readWeights } from './weights.ts';

/** Convert a TensorFlow.js graph-model to ONNX, weights dequantised.
 *
 * Maps are NCHW throughout, the image input (N, C, H, W) with only C fixed; integers are int64; tensors keep the names
 * of TensorFlow's nodes, and those made on the way have `::` in theirs.
 * @param weights the bytes of the manifest's paths, in their order.
 * @param wanted which nodes to convert, with all they need; the others are left behind, whatever their operators.
 * @param entries nodes that become inputs, their maps as (N, C, H, W): what comes before them is left behind.
 * @throws {BackboneError} If a node that is needed has an operator or an attribute that cannot be converted, or the
 * weights do not fit the manifest. */
export function importTfjsGraphModel(
  model: TfjsGraphModel,
  weights: readonly Uint8Array[],
  wanted: (nodeName: string) => boolean = () => true,
  entries: readonly InputSpec[] = [],
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
  const converted = new Map<string, readonly Value[]>();
  const consumed = new Set<string>();

  const convert = (name: string): readonly Value[] => {
    const done = converted.get(name);
    if (done !== undefined) return done;
    const node = byName.get(name);
    if (node === undefined) {
      throw new BackboneError(`Cannot convert the graph as its nodes must be there: "${name}" is missing`);
    }
    const values = [convertNode(node)].flat();
    converted.set(name, values);
    return values;
  };

  const convertNode = (node: TfjsNode): Value | readonly Value[] => {
    const entry = entries.find(({ name }) => name === node.name);
    if (entry !== undefined || node.op === 'Placeholder') {
      const input = entry ?? inputSpec(node);
      const last = input.shape.at(-1);
      inputs.push(input);
      return {
        kind: 'activation',
        name: node.name,
        rank: input.shape.length,
        lastLength: typeof last === 'number' ? last : undefined,
      };
    }
    if (node.op === 'Const') {
      const constant = constants.get(node.name);
      if (constant === undefined)
        throw refusal(node, 'its values must be in the weights', 'they are missing');
      return { kind: 'constant', constant };
    }
    const converter = converters[node.op];
    if (converter === undefined) {
      throw new BackboneError(
        `Cannot convert node "${node.name}" as its operator must be a known one: it is ${node.op}`,
      );
    }
    const values = dataInputs(node).map(({ name, output }) => {
      consumed.add(name);
      const value = convert(name)[output];
      if (value === undefined) throw refusal(node, 'what it reads must be there', `"${name}:${output}"`);
      return value;
    });
    return converter(node, values, writer);
  };

  const outputs = nodes
    .filter((node) => node.op !== 'Const' && node.op !== 'Placeholder' && wanted(node.name))
    .map((node) => node.name);
  for (const name of outputs) convert(name);
  return buildModel({
    inputs,
    outputs: outputs.filter((name) => !consumed.has(name) && converted.get(name)![0]!.kind === 'activation'),
    nodes: writer.nodes,
    initializers: [...writer.initializers.values()],
  });
}

/** The outputs that this node reads; control inputs (`^name`) carry no data. */
function dataInputs(node: TfjsNode): { name: string; output: number }[] {
  return (node.input ?? [])
    .filter((input) => !input.startsWith('^'))
    .map((input) => {
      const [name, output = '0'] = input.split(':');
      return { name: name!, output: Number(output) };
    });
}

/** The batch and the positions of a map are free, whatever size the model was exported with. */
function inputSpec(node: TfjsNode): InputSpec {
  const dims = (node.attr?.shape?.shape?.dim ?? []).map((dim) => Number(dim.size));
  if (dims.length === 0) throw refusal(node, 'the input must have a batch dimension', '0 dimensions');
  const type = node.attr?.dtype === undefined ? 'float32' : elementType(node, 'dtype');
  if (type === undefined) {
    const seen = String(node.attr?.dtype?.type);
    throw refusal(node, 'the input must be float32, int32, int64 or bool', `DataType ${seen}`);
  }
  const others = dims.slice(1).map((size, i) => (size < 0 ? `${node.name}_${i + 1}` : size));
  return { name: node.name, type, shape: dims.length === 4 ? ['N', dims[3]!, 'H', 'W'] : ['N', ...others] };
}
