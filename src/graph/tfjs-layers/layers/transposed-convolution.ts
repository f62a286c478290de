import { transpose } from '../../tfjs/layout.ts';
import { withActivation } from '../activate.ts';
import { inputOf, type LayerConverter } from '../layer-call.ts';
import { layerRefusal } from '../options.ts';
import { readWindow } from '../windows.ts';

/** Conv2DTranspose: kernel (H, W, out, in). What it gives is `stride` times as long as what it reads, and where nothing is
 * padded longer by what the kernel exceeds the stride. */
export const convertConv2DTranspose: LayerConverter = (call) => {
  const { graph, options } = call;
  const { strides, dilations, padding } = readWindow(call);
  options.raw('filters');
  options.raw('kernel_size');
  if (dilations.some((step) => step !== 1)) {
    throw layerRefusal(call, 'dilation_rate must be 1', dilations.slice(1, 3).join(', '));
  }
  const given = call.weight('kernel', 4);
  const kernel = transpose(given, [3, 2, 0, 1]);
  const [, , height, width] = kernel.shape;
  const stride = [strides[1]!, strides[2]!];
  const excess = [height! - stride[0]!, width! - stride[1]!];
  const cut = excess.map((total) => (padding === 'SAME' ? Math.max(total, 0) : 0));
  const before = cut.map((total) => Math.floor(total / 2));
  const attributes = {
    kernel_shape: [height!, width!],
    strides: stride,
    pads: [...before, ...cut.map((total, axis) => total - before[axis]!)],
    output_padding: excess.map((total) => Math.max(-total, 0)),
  };
  const bias = options.boolean('use_bias', true) ? [call.weight('bias', 1)] : [];
  const inputs = [
    inputOf(call, 4).name,
    graph.constant(`${given.name}::iohw`, kernel),
    ...bias.map((values) => graph.constant(values.name, values)),
  ];
  return withActivation(call, (name) => {
    graph.add('ConvTranspose', inputs, name, attributes);
    return { kind: 'activation', name, rank: 4 };
  });
};
