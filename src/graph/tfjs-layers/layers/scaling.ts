import type { Constant } from '../../tfjs/types.ts';
import {
  broadcastConstant,
  inputOf,
  type LayerConverter,
  part,
  positiveAxis,
  result,
} from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** Rescaling: `x * scale + offset`, each one number or one per channel. */
export const convertRescaling: LayerConverter = (call) => {
  const { graph } = call;
  const input = inputOf(call);
  const option = (name: string, otherwise: number) => {
    const given = call.options.numbers(name);
    const values = listed(part(call, name), given.length === 0 ? [otherwise] : given);
    return broadcastConstant(call, values, input.rank);
  };
  const scaled = graph.add('Mul', [input.name, option('scale', 1)], part(call, 'scaled'));
  graph.add('Add', [scaled, option('offset', 0)], call.tensor);
  return result(call, input.rank);
};

/** Normalization: `(x - mean) / sqrt(variance)` over the last axis, by weights or by options. */
export const convertNormalization: LayerConverter = (call) => {
  const { graph, options } = call;
  const input = inputOf(call);
  const axes = options.numbers('axis');
  const inverted = options.boolean('invert', false);
  if (axes.some((axis) => positiveAxis(axis, input) !== input.rank - 1)) {
    throw layerRefusal(call, 'axis must be the last one', axes.join(', '));
  }
  if (inverted) throw layerRefusal(call, 'invert must be false', 'true');
  const statistics = ['mean', 'variance'].map((name): Constant => {
    const given = options.numbers(name);
    return given.length === 0 ? call.weight(name, 1) : listed(part(call, name), given);
  });
  const [mean, variance] = statistics as [Constant, Constant];
  // Keras keeps deviations above 1e-7.
  const deviation = listed(
    part(call, 'deviation'),
    Array.from(variance.values, (value) => Math.max(Math.sqrt(value), 1e-7)),
  );
  const centred = graph.add(
    'Sub',
    [input.name, broadcastConstant(call, mean, input.rank)],
    part(call, 'centred'),
  );
  graph.add('Div', [centred, broadcastConstant(call, deviation, input.rank)], call.tensor);
  return result(call, input.rank);
};

/** One number per channel, or one for all. */
function listed(name: string, values: readonly number[]): Constant {
  return { name, dtype: 'float32', shape: [values.length], values: Float32Array.from(values) };
}
