import type { Constant } from '../../tfjs/types.ts';
import { inputOf, type LayerCall, type LayerConverter, part, positiveAxis, result } from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** BatchNormalization with the statistics of training, over the last axis. */
export const convertBatchNormalization: LayerConverter = (call) => {
  const { graph, options } = call;
  const input = inputOf(call);
  const [axis = -1, ...others] = options.numbers('axis');
  if (others.length > 0 || positiveAxis(axis, input) !== input.rank - 1) {
    throw layerRefusal(call, 'axis must be the last one', [axis, ...others].join(', '));
  }
  const epsilon = options.number('epsilon', 1e-3);
  const [mean, variance] = [call.weight('moving_mean', 1), call.weight('moving_variance', 1)];
  const gamma = options.boolean('scale', true) ? call.weight('gamma', 1) : filled(call, 'gamma', mean, 1);
  const beta = options.boolean('center', true) ? call.weight('beta', 1) : filled(call, 'beta', mean, 0);
  if (input.rank === 4) {
    const names = [gamma, beta, mean, variance].map((values) => graph.constant(values.name, values));
    graph.add('BatchNormalization', [input.name, ...names], call.tensor, { epsilon });
    return result(call, 4);
  }
  const scale = mapped(
    mean,
    part(call, 'scale'),
    (i) => gamma.values[i]! / Math.sqrt(variance.values[i]! + epsilon),
  );
  const shift = mapped(
    mean,
    part(call, 'shift'),
    (i) => beta.values[i]! - mean.values[i]! * scale.values[i]!,
  );
  const scaled = graph.add('Mul', [input.name, graph.constant(scale.name, scale)], part(call, 'scaled'));
  graph.add('Add', [scaled, graph.constant(shift.name, shift)], call.tensor);
  return result(call, input.rank);
};

function filled(call: LayerCall, label: string, like: Constant, value: number): Constant {
  return mapped(like, part(call, label), () => value);
}

function mapped(like: Constant, name: string, valueAt: (i: number) => number): Constant {
  return { ...like, name, values: Float32Array.from(like.values, (_, i) => valueAt(i)) };
}
