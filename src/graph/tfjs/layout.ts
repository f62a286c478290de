import type { Constant } from './types.ts';

/** Where each NHWC axis lies in NCHW. */
const toNchw = [0, 2, 3, 1] as const;

/** An axis of a TensorFlow tensor as an axis of the converted one.
 * @param axis may be negative. */
export function convertedAxis(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  return rank === 4 ? toNchw[positive]! : positive;
}

/** One value per NHWC axis, in the order of NCHW. */
export function perAxis<T>(values: readonly T[]): T[] {
  return [values[0]!, values[3]!, values[1]!, values[2]!];
}

/** A constant that broadcasts against NHWC maps, laid out so that it broadcasts against NCHW maps. */
export function broadcastable(constant: Constant): Constant {
  const shape = [...new Array<number>(4 - constant.shape.length).fill(1), ...constant.shape];
  return transpose({ ...constant, shape }, [0, 3, 1, 2]);
}

/** Reorder the axes of a constant: axis `k` of the result is axis `order[k]` of the given one. */
export function transpose(constant: Constant, order: readonly number[]): Constant {
  const { shape, values } = constant;
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, length) => product * length, 1),
  );
  const newShape = order.map((axis) => shape[axis]!);
  const newStrides = order.map((axis) => strides[axis]!);
  const result = values.slice();
  const index = new Array<number>(order.length).fill(0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    result[to] = values[from]!;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      from += newStrides[axis]!;
      index[axis]!++;
      if (index[axis]! < newShape[axis]!) break;
      from -= newStrides[axis]! * newShape[axis]!;
      index[axis] = 0;
    }
  }
  return { ...constant, shape: newShape, values: result };
}
