import type { ResizeKernel } from './types.ts';

/** Fixed-point weights of one axis: output pixel i is the sum over k < counts[i] of
 * `weights[i · stride + k] · input[starts[i] + k]`, in units of 2^-{@link PRECISION_BITS}. */
export interface Coefficients {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

/** Bits behind the point: 32 less 8 of a pixel and 2 that a kernel with negative lobes may overshoot by. */
export const PRECISION_BITS = 32 - 8 - 2;

/** A kernel that weighs pixels by their distance, and the distance at which it ends. */
interface Kernel {
  readonly support: number;
  weight(x: number): number;
}

const kernels: Readonly<Record<Exclude<ResizeKernel, 'nearest'>, Kernel>> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: (x) => cubic(Math.abs(x)) },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Source: Keys, Cubic convolution interpolation for digital image processing (1981), with a = -1/2. */
function cubic(x: number): number {
  const a = -0.5;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

/** A data set has few distinct sizes; the limit only keeps a data set of many from filling memory. */
const CACHE_LIMIT = 512;
const cache = new Map<string, Coefficients>();

/** The weights that scale the stretch [from, to) of an axis of `inSize` pixels to `outSize` pixels: when shrinking, the
 * kernel is stretched so that every input pixel counts (antialiasing).
 * Source: Pillow, src/libImaging/Resample.c, `precompute_coeffs` and `normalize_coeffs_8bpc`. */
export function coefficientsOf(
  kernel: Exclude<ResizeKernel, 'nearest'>,
  inSize: number,
  from: number,
  to: number,
  outSize: number,
): Coefficients {
  const key = `${kernel} ${inSize} ${from} ${to} ${outSize}`;
  let found = cache.get(key);
  if (found === undefined) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    found = computeCoefficients(kernels[kernel], inSize, from, to, outSize);
    cache.set(key, found);
  }
  return found;
}

function computeCoefficients(
  kernel: Kernel,
  inSize: number,
  from: number,
  to: number,
  outSize: number,
): Coefficients {
  const scale = (to - from) / outSize;
  const stretch = Math.max(scale, 1);
  const support = kernel.support * stretch;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(outSize);
  const counts = new Int32Array(outSize);
  const weights = new Int32Array(outSize * stride);
  const real = new Float64Array(stride);
  for (let i = 0; i < outSize; i++) {
    const center = from + (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const count = Math.min(inSize, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      real[k] = kernel.weight((k + start - center + 0.5) * (1 / stretch));
      sum += real[k]!;
    }
    for (let k = 0; k < count; k++) {
      const weight = sum === 0 ? real[k]! : real[k]! / sum;
      weights[i * stride + k] = Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * 2 ** PRECISION_BITS);
    }
    starts[i] = start;
    counts[i] = count;
  }
  return { starts, counts, weights, stride };
}
