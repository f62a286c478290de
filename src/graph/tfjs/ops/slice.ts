import { integer } from '../attributes.ts';
import {
  addInTensorflowOrder,
  type Converter,
  constantInput,
  type GraphWriter,
  inner,
  inTensorflowOrder,
  lastLengthOf,
  rankOf,
  refusal,
} from '../graph-writer.ts';
import type { Activation, TfjsNode, Value } from '../types.ts';

/** Further than any axis is long: where a slice goes to the end. */
const end = 2 ** 31 - 1;

/** One axis of a slice; `drop` removes it, as an index does. */
interface AxisSlice {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly drop: boolean;
}

/** Slice: `size` values from `begin` on, all that are left where it is -1. */
export const convertSlice: Converter = (node, [x, begin, size], graph) => {
  const sizes = constantInput(node, size).values;
  const slices = [...constantInput(node, begin).values].map((start, axis): AxisSlice => {
    const length = sizes[axis]!;
    return { start, stop: length < 0 ? end : start + length, step: 1, drop: false };
  });
  return addSlice(node, x!, slices, graph);
};

/** StridedSlice, as `x[a:b:c, d]` is: from the first axis on, the others whole. */
export const convertStridedSlice: Converter = (node, [x, begin, stop, strides], graph) => {
  for (const mask of ['ellipsis_mask', 'new_axis_mask']) {
    if (integer(node, mask) !== 0) throw refusal(node, `${mask} must be 0`, String(integer(node, mask)));
  }
  const bit = (mask: string, axis: number) => ((integer(node, mask) >> axis) & 1) === 1;
  const steps = constantInput(node, strides).values;
  const stops = constantInput(node, stop).values;
  const slices = [...constantInput(node, begin).values].map((given, axis): AxisSlice => {
    const step = steps[axis]!;
    const drop = bit('shrink_axis_mask', axis);
    if (drop) return { start: given, stop: given === -1 ? end : given + 1, step: 1, drop };
    if (step < 1) throw refusal(node, 'its steps must go forward', String(step));
    const start = bit('begin_mask', axis) ? 0 : given;
    return { start, stop: bit('end_mask', axis) ? end : stops[axis]!, step, drop };
  });
  return addSlice(node, x!, slices, graph);
};

function addSlice(node: TfjsNode, x: Value, slices: readonly AxisSlice[], graph: GraphWriter): Activation {
  const list = (part: string, values: readonly number[]) => graph.integers(inner(node, part), values);
  const inputs = [
    inTensorflowOrder(x, graph),
    list(
      'starts',
      slices.map(({ start }) => start),
    ),
    list(
      'stops',
      slices.map(({ stop }) => stop),
    ),
    list('axes', [...slices.keys()]),
    list(
      'steps',
      slices.map(({ step }) => step),
    ),
  ];
  const dropped = [...slices.keys()].filter((axis) => slices[axis]!.drop);
  const rank = rankOf(x) - dropped.length;
  if (dropped.length === 0) {
    return addInTensorflowOrder(node, 'Slice', inputs, rank, graph, lengthOf(x, slices));
  }
  const kept = graph.add('Slice', inputs, inner(node, 'slice'));
  return addInTensorflowOrder(node, 'Squeeze', [kept, list('dropped', dropped)], rank, graph);
}

/** What a slice leaves of the last axis, where its length is known. */
function lengthOf(x: Value, slices: readonly AxisSlice[]): { lastLength?: number } {
  const length = lastLengthOf(x);
  if (length === undefined) return {};
  const last = slices[rankOf(x) - 1];
  if (last === undefined) return { lastLength: length };
  const at = (position: number) => Math.min(position < 0 ? position + length : position, length);
  return { lastLength: Math.max(0, Math.ceil((at(last.stop) - at(last.start)) / last.step)) };
}
