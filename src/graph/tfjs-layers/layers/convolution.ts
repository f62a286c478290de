import type { Value } from '../../tfjs/types.ts';
import { withActivation } from '../activate.ts';
import { addOperator, inputOf, type LayerCall, type LayerConverter, part } from '../layer-call.ts';
import { layerRefusal } from '../options.ts';
import { readWindow } from '../windows.ts';

/** Conv2D: kernel (H, W, in, out). */
export const convertConv2D: LayerConverter = (call) => {
  readFilters(call);
  const window = readWindow(call);
  const inputs = [inputOf(call, 4), weightOf(call, 'kernel', 4), ...biasOf(call)];
  return withActivation(call, (name) => addFused(call, '_FusedConv2D', inputs, name, window));
};

/** DepthwiseConv2D: kernel (H, W, in, multiplier). */
export const convertDepthwiseConv2D: LayerConverter = (call) => {
  readFilters(call);
  const window = readWindow(call);
  const inputs = [inputOf(call, 4), weightOf(call, 'depthwise_kernel', 4), ...biasOf(call)];
  return withActivation(call, (name) => addFused(call, 'FusedDepthwiseConv2dNative', inputs, name, window));
};

/** SeparableConv2D: each channel on its own, then all channels at each position. */
export const convertSeparableConv2D: LayerConverter = (call) => {
  readFilters(call);
  const inputs = [inputOf(call, 4), weightOf(call, 'depthwise_kernel', 4)];
  const depthwise = addFused(
    call,
    'DepthwiseConv2dNative',
    inputs,
    part(call, 'depthwise'),
    readWindow(call),
  );
  const pointwise = [depthwise, weightOf(call, 'pointwise_kernel', 4), ...biasOf(call)];
  const everywhere = { strides: [1, 1, 1, 1], dilations: [1, 1, 1, 1], padding: 'VALID' };
  return withActivation(call, (name) => addFused(call, '_FusedConv2D', pointwise, name, everywhere));
};

function weightOf(call: LayerCall, name: string, rank: number): Value {
  return { kind: 'constant', constant: call.weight(name, rank) };
}

function biasOf(call: LayerCall): Value[] {
  return call.options.boolean('use_bias', true) ? [weightOf(call, 'bias', 1)] : [];
}

function addFused(
  call: LayerCall,
  op: string,
  inputs: readonly Value[],
  name: string,
  window: Readonly<Record<string, string | readonly number[]>>,
) {
  return addOperator(
    call,
    op,
    inputs,
    name,
    inputs.length > 2 ? { ...window, fused_ops: ['BiasAdd'] } : window,
  );
}

/** The weights say how many filters of which size there are; groups change what they mean. */
function readFilters(call: LayerCall): void {
  const { options } = call;
  for (const name of ['filters', 'kernel_size', 'depth_multiplier', 'rank']) options.raw(name);
  const groups = options.number('groups', 1);
  if (groups !== 1) throw layerRefusal(call, 'groups must be 1', String(groups));
}
