import type { OnnxTensor } from './types.ts';

/** The values of a float32 tensor, wherever it keeps them; a copy. */
export function float32Values({ rawData, floatData = [] }: OnnxTensor): Float32Array {
  // Copied bytes start at an aligned address, which those of a file need not.
  return rawData?.length ? new Float32Array(rawData.slice().buffer) : Float32Array.from(floatData);
}
