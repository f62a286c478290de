import { type LayerCall, requireChannelsLast } from './layer-call.ts';
import { layerRefusal } from './options.ts';

/** Attributes of a TensorFlow operator that slides a window over a map. */
export interface Window {
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: 'SAME' | 'VALID';
  /** The index signature lets it stand as attributes. */
  readonly [attribute: string]: string | readonly number[];
}

/** Read strides, dilations and padding.
 * @param stride default of both directions. */
export function readWindow(call: LayerCall, stride: readonly [number, number] = [1, 1]): Window {
  requireChannelsLast(call);
  const { options } = call;
  const padding = options.string('padding', 'valid');
  if (padding !== 'same' && padding !== 'valid') {
    throw layerRefusal(call, 'padding must be same or valid', padding);
  }
  return {
    strides: [1, ...options.pair('strides', stride), 1],
    dilations: [1, ...options.pair('dilation_rate', [1, 1]), 1],
    padding: padding === 'same' ? 'SAME' : 'VALID',
  };
}
