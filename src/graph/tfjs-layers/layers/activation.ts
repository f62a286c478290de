import { convertedAxis } from '../../tfjs/layout.ts';
import { activate } from '../activate.ts';
import { broadcastConstant, inputOf, type LayerConverter, part, result } from '../layer-call.ts';

/** Activation: by name. */
export const convertActivation: LayerConverter = (call) => {
  const { name, rank } = inputOf(call);
  activate(call, call.options.string('activation', 'linear'), name, rank, call.tensor);
  return result(call, rank);
};

/** ReLU: x from the threshold on, `negative_slope * (x - threshold)` below it, never more than `max_value`. */
export const convertReLU: LayerConverter = (call) => {
  const { graph, options } = call;
  const { name, rank } = inputOf(call);
  const slope = options.number('negative_slope', 0);
  const threshold = options.number('threshold', 0);
  const limit = options.number('max_value', Number.POSITIVE_INFINITY);
  const limited = limit !== Number.POSITIVE_INFINITY;
  if (threshold === 0 && slope === 0) {
    if (limited) graph.add('Clip', [name, graph.scalar(0), graph.scalar(limit)], call.tensor);
    else graph.add('Relu', [name], call.tensor);
    return result(call, rank);
  }
  const unlimited = limited ? part(call, 'unlimited') : call.tensor;
  const distance = graph.add('Sub', [name, graph.scalar(threshold)], part(call, 'distance'));
  const sloped = graph.add('Mul', [distance, graph.scalar(slope)], part(call, 'sloped'));
  const isBelow = graph.add('Less', [name, graph.scalar(threshold)], part(call, 'is_below'));
  graph.add('Where', [isBelow, sloped, name], unlimited);
  if (limited) graph.add('Min', [unlimited, graph.scalar(limit)], call.tensor);
  return result(call, rank);
};

/** LeakyReLU and ELU: `alpha` below 0. */
export const convertLeakyReLU: LayerConverter = (call) => {
  const { name, rank } = inputOf(call);
  const elu = call.className === 'ELU';
  const alpha = call.options.number('alpha', call.options.number('negative_slope', elu ? 1 : 0.3));
  call.graph.add(elu ? 'Elu' : 'LeakyRelu', [name], call.tensor, { alpha });
  return result(call, rank);
};

/** PReLU: a slope of its own for every value, or shared along axes. */
export const convertPReLU: LayerConverter = (call) => {
  const { name, rank } = inputOf(call);
  call.options.raw('shared_axes');
  const slopes = broadcastConstant(call, call.weight('alpha', rank - 1), rank);
  call.graph.add('PRelu', [name, slopes], call.tensor);
  return result(call, rank);
};

/** Softmax along one axis. */
export const convertSoftmax: LayerConverter = (call) => {
  const { name, rank } = inputOf(call);
  const axis = convertedAxis(call.options.number('axis', -1), rank);
  call.graph.add('Softmax', [name], call.tensor, { axis });
  return result(call, rank);
};

/** Dropout and noise: nothing, once trained. */
export const convertTrainingOnly: LayerConverter = (call) => {
  const { name, rank } = inputOf(call);
  for (const option of ['rate', 'noise_shape', 'stddev', 'l1', 'l2', 'data_format']) call.options.raw(option);
  call.graph.add('Identity', [name], call.tensor);
  return result(call, rank);
};
