import { int64s } from './onnx/builder.ts';
import { constantsOf, feedsOf, int64Values, toNumber } from './onnx/read.ts';
import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx/types.ts';

/** Free the batch dimension of a model that was exported for a fixed number of samples: that of its inputs, and that
 * of constant shapes that start with it. A model whose batch is free already is returned as it is. */
export function freeBatch(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const batch = fixedBatch(feedsOf(graph)[0]);
  if (batch === undefined) return model;
  const feeds = new Set(feedsOf(graph).map(({ name }) => name));
  const constants = constantsOf(graph);
  const shapes = new Map<string, OnnxTensor>();
  const node = graph.node.map((given) => {
    const shape = reshapeTarget(given, constants);
    if (shape?.[0] !== batch) return given;
    const name = `${given.input[1]}::free-batch`;
    shapes.set(name, int64s(name, [0, ...shape.slice(1)]));
    return { ...given, input: [given.input[0]!, name] };
  });
  return {
    ...model,
    graph: {
      ...graph,
      node,
      initializer: [...graph.initializer, ...shapes.values()],
      input: graph.input.map((info) => (feeds.has(info.name) ? withFreeBatch(info) : info)),
      output: graph.output.map(({ name }) => ({ name })),
      valueInfo: [],
    },
  };
}

function fixedBatch(input: OnnxValueInfo | undefined): number | undefined {
  const size = input?.type?.tensorType?.shape?.dim[0]?.dimValue;
  return size === undefined || toNumber(size) < 1 ? undefined : toNumber(size);
}

/** The constant shape that a Reshape gives; 0 there copies the input's dimension unless `allowzero` says otherwise. */
function reshapeTarget(node: OnnxNode, constants: ReadonlyMap<string, OnnxTensor>): number[] | undefined {
  const target = node.opType === 'Reshape' ? constants.get(node.input[1]!) : undefined;
  const zeroMeansEmpty = node.attribute.some(({ name, i = 0 }) => name === 'allowzero' && toNumber(i) === 1);
  return target === undefined || zeroMeansEmpty ? undefined : int64Values(target);
}

function withFreeBatch(info: OnnxValueInfo): OnnxValueInfo {
  const tensorType = info.type!.tensorType!;
  const dim = [{ dimParam: 'N' }, ...tensorType.shape!.dim.slice(1)];
  return { ...info, type: { tensorType: { ...tensorType, shape: { dim } } } };
}
