import {
  addOperator,
  constant,
  inputOf,
  type LayerConverter,
  part,
  requireChannelsLast,
} from '../layer-call.ts';
import { readWindow } from '../windows.ts';

/** MaxPooling2D and AveragePooling2D; padding never counts in an average. */
export const convertPooling2D: LayerConverter = (call) => {
  const [height, width] = call.options.pair('pool_size', [2, 2]);
  const window = { ...readWindow(call, [height, width]), ksize: [1, height, width, 1] };
  const op = call.className === 'MaxPooling2D' ? 'MaxPool' : 'AvgPool';
  return addOperator(call, op, [inputOf(call, 4)], call.tensor, window);
};

/** GlobalMaxPooling2D and GlobalAveragePooling2D. */
export const convertGlobalPooling2D: LayerConverter = (call) => {
  requireChannelsLast(call);
  const keepDims = call.options.boolean('keepdims', false);
  const axes = constant(part(call, 'axes'), [2], Int32Array.of(1, 2));
  const op = call.className === 'GlobalMaxPooling2D' ? 'Max' : 'Mean';
  return addOperator(call, op, [inputOf(call, 4), axes], call.tensor, { keep_dims: keepDims });
};
