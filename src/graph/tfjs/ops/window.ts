import type { AttributeValue } from '../../onnx/builder.ts';
import { integers, string } from '../attributes.ts';
import { refusal } from '../graph-writer.ts';
import { perAxis } from '../layout.ts';
import type { TfjsNode } from '../types.ts';

/** Strides, dilations and padding of a sliding window, as ONNX attributes.
 * SAME at stride 1 pads by a fixed amount; at greater strides the amount depends on the input's size, and SAME_UPPER is
 * TensorFlow's rule: the odd pixel goes to the end.
 * @param kernel height and width.
 * Source: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2 */
export function windowAttributes(
  node: TfjsNode,
  kernel: readonly [number, number],
): Record<string, AttributeValue> {
  const format = string(node, 'data_format') ?? 'NHWC';
  if (format !== 'NHWC') throw refusal(node, 'data_format must be NHWC', format);
  const strides = spatial(integers(node, 'strides'));
  const dilations = spatial(integers(node, 'dilations'));
  const attributes = { kernel_shape: kernel, strides };
  const dilated = dilations.some((step) => step > 1) ? { ...attributes, dilations } : attributes;
  const padding = string(node, 'padding');
  switch (padding) {
    case 'VALID':
      return dilated;
    case 'SAME':
      return strides.every((step) => step === 1)
        ? { ...dilated, pads: samePads(kernel, dilations) }
        : { ...dilated, auto_pad: 'SAME_UPPER' };
    case 'EXPLICIT': {
      const [, , top, bottom, left, right] = integers(node, 'explicit_paddings');
      return { ...dilated, pads: [top!, left!, bottom!, right!] };
    }
    default:
      throw refusal(node, 'padding must be SAME, VALID or EXPLICIT', String(padding));
  }
}

function spatial(perDimension: readonly number[]): [number, number] {
  if (perDimension.length === 0) return [1, 1];
  const [, , height, width] = perAxis(perDimension);
  return [height!, width!];
}

function samePads(kernel: readonly [number, number], dilations: readonly [number, number]): number[] {
  const totals = kernel.map((size, axis) => (size - 1) * dilations[axis]!);
  const before = totals.map((total) => Math.floor(total / 2));
  return [...before, ...totals.map((total, axis) => total - before[axis]!)];
}
