/** Dot product in float64, four sums at a time. */
export function dot64(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= a.length; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

/** to += scale · values, and then to · other, in one pass. */
export function addScaledThenDot(
  to: Float64Array,
  scale: number,
  values: Float64Array,
  other: Float64Array,
): number {
  let dot = 0;
  for (let i = 0; i < to.length; i++) {
    const value = to[i]! + scale * values[i]!;
    to[i] = value;
    dot += value * other[i]!;
  }
  return dot;
}

/** The greatest size of a component. */
export function maxAbs(values: Float64Array): number {
  let greatest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > greatest) greatest = size;
  }
  return greatest;
}
