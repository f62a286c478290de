import { tensor } from './onnx/builder.ts';
import { feedsOf, toNumber } from './onnx/read.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx/types.ts';
import { widenHalves } from './widen.ts';

/** From IR version 4 on weights need not be inputs as well. */
const OLDEST_IR = 4;
/** What every later IR version adds says how a graph was made or is to be split, not what it computes. */
const NEWEST_IR = 10;

/** Give exporters' ways of writing the same graph one form: float32 throughout, every weight an initializer under one name
 * (no weight is an input, a Constant or an Identity), free dimensions without a size, and an IR version that the engine
 * knows. */
export function normalizeModel(model: OnnxModel): OnnxModel {
  const widened = widenHalves(model);
  const irVersion = Math.min(Math.max(toNumber(model.irVersion), OLDEST_IR), NEWEST_IR);
  return { ...widened, irVersion, graph: resolveAliases(liftConstants(freeInputs(widened.graph))) };
}

function freeInputs(graph: OnnxGraph): OnnxGraph {
  return { ...graph, input: feedsOf(graph).map(withoutEmptySizes) };
}

/** Some exporters write 0 or -1 for a dimension of any size. */
function withoutEmptySizes(info: OnnxValueInfo): OnnxValueInfo {
  const tensorType = info.type?.tensorType;
  const dims = tensorType?.shape?.dim;
  if (!dims?.some(({ dimValue }) => dimValue !== undefined && toNumber(dimValue) < 1)) return info;
  const dim = dims.map((size, axis) =>
    size.dimValue !== undefined && toNumber(size.dimValue) < 1 ? { dimParam: `${info.name}::${axis}` } : size,
  );
  return { ...info, type: { tensorType: { ...tensorType!, shape: { dim } } } };
}

function liftConstants(graph: OnnxGraph): OnnxGraph {
  const lifted: OnnxTensor[] = [];
  const node = graph.node.filter((given) => {
    const value = given.opType === 'Constant' ? constantValue(given) : undefined;
    if (value !== undefined) lifted.push(value);
    return value === undefined;
  });
  return lifted.length === 0 ? graph : { ...graph, node, initializer: [...graph.initializer, ...lifted] };
}

/** The tensor of a Constant node; `undefined` for strings and sparse values. */
function constantValue({ output, attribute }: OnnxNode): OnnxTensor | undefined {
  const name = output[0]!;
  for (const { name: field, t, f, i, floats, ints } of attribute) {
    switch (field) {
      case 'value':
        return { ...t!, name };
      case 'value_float':
        return tensor(name, 'float32', [], Float32Array.of(f!));
      case 'value_floats':
        return tensor(name, 'float32', [floats!.length], Float32Array.from(floats!));
      case 'value_int':
        return tensor(name, 'int64', [], BigInt64Array.of(BigInt(toNumber(i!))));
      case 'value_ints':
        return tensor(
          name,
          'int64',
          [ints!.length],
          BigInt64Array.from(ints!, (v) => BigInt(toNumber(v))),
        );
    }
  }
  return undefined;
}

/** Let nodes read a weight directly that exporters route through Identity, as torch does with shared biases. */
function resolveAliases(graph: OnnxGraph): OnnxGraph {
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const aliases = new Map<string, string>();
  for (const { opType, input, output } of graph.node) {
    const source = aliases.get(input[0]!) ?? input[0]!;
    if (opType === 'Identity' && weights.has(source)) aliases.set(output[0]!, source);
  }
  if (aliases.size === 0) return graph;
  const node = graph.node.map((given) =>
    given.input.some((name) => aliases.has(name))
      ? { ...given, input: given.input.map((name) => aliases.get(name) ?? name) }
      : given,
  );
  return { ...graph, node };
}
