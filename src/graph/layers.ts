import { dynamicTensors, valueTensors } from './dynamic-shapes.ts';
import { ancestorsOf, constantsOf, producersOf, readsOf, sizeOf } from './onnx/read.ts';
import { dataTypes, type OnnxModel, type OnnxNode, type OnnxTensor } from './onnx/types.ts';
import type { Layer } from './types.ts';

/** Shapes of a graph's input and of its float32 tensors, batch included, as one run of `exposeModel` shows them. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** List the tensors that can be tapped, shallow to deep: those that depend on the input and hold one float32 row or map
 * per sample.
 * @param batch how many samples the shapes were taken with; a tensor whose first dimension differs is no layer.
 * @param isLayer the names that belong to the trunk; depth is a share of what the trunk costs.
 * @param others shapes of a run on other values: one of the `dynamicTensors` whose shape is another there is no layer. */
export function listLayers(
  model: OnnxModel,
  shapes: Shapes,
  batch: number,
  isLayer: (tensorName: string) => boolean = () => true,
  others: Shapes = shapes,
): Layer[] {
  const { graph } = model;
  const producers = producersOf(graph);
  const constants = constantsOf(graph);
  const dependent = valueTensors(graph);
  const dynamic = dynamicTensors(graph);
  const tappable = (name: string) => {
    const shape = shapes.get(name);
    return (
      shape !== undefined &&
      shape.length >= 2 &&
      shape[0] === batch &&
      dependent.has(name) &&
      (!dynamic.has(name) || shape.join() === others.get(name)?.join()) &&
      isLayer(name)
    );
  };
  const names = graph.node.flatMap(({ output }) => output).filter(tappable);
  const cost = (nodes: Iterable<OnnxNode>) =>
    [...nodes].reduce((sum, node) => sum + multiplyAccumulates(node, shapes, constants), 0);
  const total = cost(ancestorsOf(names, producers));
  return names
    .map((name) => {
      const needed = ancestorsOf([name], producers);
      const done = cost(needed);
      return {
        name,
        operator: producers.get(name)!.opType,
        shape: shapes.get(name)!.slice(1),
        depth: total === 0 ? 0 : done / total,
        macs: done / batch,
        parameters: parameters(needed, constants),
      };
    })
    .sort((a, b) => a.depth - b.depth);
}

/** Bytes of the weights of a graph. */
export function weightBytes(model: OnnxModel): number {
  let bytes = 0;
  for (const tensor of constantsOf(model.graph).values())
    bytes += sizeOf(tensor.dims) * bytesPerValue(tensor);
  return bytes;
}

/** Multiply-accumulates of convolutions and matrix products over one batch; other operators count as free. */
function multiplyAccumulates(
  { opType, input, output }: OnnxNode,
  shapes: Shapes,
  constants: ReadonlyMap<string, OnnxTensor>,
): number {
  const shapeOf = (name: string | undefined) =>
    name === undefined ? undefined : (shapes.get(name) ?? constants.get(name)?.dims);
  const [x, w, y] = [shapeOf(input[0]), shapeOf(input[1]), shapeOf(output[0])];
  if (x === undefined || w === undefined || y === undefined) return 0;
  switch (opType) {
    case 'Conv':
      return sizeOf(y) * sizeOf(w.slice(1));
    case 'ConvTranspose':
      return sizeOf(x) * sizeOf(w.slice(1));
    case 'Gemm':
    case 'MatMul':
      return sizeOf(y) * sizeOf(x.slice(-1));
    default:
      return 0;
  }
}

function parameters(nodes: ReadonlySet<OnnxNode>, constants: ReadonlyMap<string, OnnxTensor>): number {
  let sum = 0;
  for (const name of new Set([...nodes].flatMap(readsOf))) {
    const tensor = constants.get(name);
    if (tensor !== undefined && tensor.dataType !== dataTypes.int64) sum += sizeOf(tensor.dims);
  }
  return sum;
}

function bytesPerValue({ dataType }: OnnxTensor): number {
  if (dataType === dataTypes.int64 || dataType === dataTypes.float64) return 8;
  if (dataType === dataTypes.float32 || dataType === dataTypes.int32) return 4;
  return dataType === 10 || dataType === 16 ? 2 : 1;
}
