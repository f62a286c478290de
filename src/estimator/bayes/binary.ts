/** 1 where a value is above the threshold, 0 elsewhere. */
export function binary(values: Float32Array, above: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  // written without a branch, which sparse features would mislead
  for (let at = 0; at < values.length; at++) result[at] = +(values[at]! > above);
  return result;
}
