import { solveSmall } from './solve-small.ts';

/** A grey picture, row-major, (side × side). */
export interface GreyPicture {
  readonly side: number;
  readonly values: Float64Array;
}

/** Where pixel (x, y) of one picture stands in another: c + scale · (x − c) + shift · side, c being the centre; the same
 * in y. Scales below 1 say that the one is cut out of the other. */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

export interface Alignment {
  readonly placement: Placement;
  /** 1 − correlation of the grey values where both pictures are, in [0, 2]. */
  readonly difference: number;
}

/** Scales beyond which two pictures have too little in common to be called the same. */
const SCALES = [0.6, 1.6] as const;
/** Pixels of the second picture that must lie on the first. */
const LEAST_OVERLAP = 0.4;
/** A step that gains less than this is the last. */
const LEAST_GAIN = 1e-3;
/** Keeps the steps small where a picture has no edges in a direction. */
const RIDGE = 5e-4;

/** Lay one picture on another: stretch and shift by Gauss–Newton steps on the squared difference, contrast and
 * brightness free.
 * @param A the picture that is sampled. @param B of the same side.
 * @returns the best placement met on the way; a difference of 2 where the start has too little overlap.
 * Source: Lucas & Kanade (1981), by Baker & Matthews, Lucas–Kanade 20 years on, IJCV 56 (2004), section 2. */
export function alignPictures(
  A: GreyPicture,
  B: GreyPicture,
  start: Placement,
  iterations: number,
): Alignment {
  let best: Alignment = { placement: start, difference: 2 };
  let placement = start;
  for (let iteration = 0; ; iteration++) {
    const equations = normalEquations(A, B, placement);
    if (equations === undefined) return best;
    const gain = best.difference - equations.difference;
    if (gain > 0) best = { placement, difference: equations.difference };
    const goesOn = iteration < iterations && gain > LEAST_GAIN;
    const step = goesOn ? solveSmall(equations.H, equations.r) : undefined;
    if (step === undefined) return best;
    placement = {
      scaleX: placement.scaleX + step[0]!,
      scaleY: placement.scaleY + step[1]!,
      shiftX: placement.shiftX + step[2]!,
      shiftY: placement.shiftY + step[3]!,
    };
    if (![placement.scaleX, placement.scaleY].every((scale) => scale > SCALES[0] && scale < SCALES[1])) {
      return best;
    }
  }
}

/** Visit every pixel of a picture that lies on the other.
 * @param visit is given the pixel's place in its own picture, the place of the upper left of its four neighbours in the
 * other, and how far it is from that one to the right and downwards, in [0, 1].
 * @returns how many there were. */
export function overlap(
  side: number,
  { scaleX, scaleY, shiftX, shiftY }: Placement,
  visit: (at: number, from: number, right: number, down: number) => void,
): number {
  const centre = (side - 1) / 2;
  let n = 0;
  for (let y = 0; y < side; y++) {
    const v = centre + scaleY * (y - centre) + shiftY * side;
    if (!(v >= 0 && v <= side - 1)) continue;
    const top = Math.min(Math.floor(v), side - 2);
    for (let x = 0; x < side; x++) {
      const u = centre + scaleX * (x - centre) + shiftX * side;
      if (!(u >= 0 && u <= side - 1)) continue;
      const left = Math.min(Math.floor(u), side - 2);
      visit(y * side + x, top * side + left, u - left, v - top);
      n++;
    }
  }
  return n;
}

/** Sums over the overlap of J Jᵀ and J (b − a), J being the derivatives of a by the four numbers of the placement, the
 * contrast and the brightness. */
function normalEquations(A: GreyPicture, B: GreyPicture, placement: Placement) {
  const { side } = A;
  const centre = (side - 1) / 2;
  const H = new Float64Array(36);
  const r = new Float64Array(6);
  const J = new Float64Array(6);
  J[5] = 1;
  let [sumB, sumBB, sumAB] = [0, 0, 0];
  const n = overlap(side, placement, (at, from, right, down) => {
    const [a00, a01] = [A.values[from]!, A.values[from + 1]!];
    const [a10, a11] = [A.values[from + side]!, A.values[from + side + 1]!];
    const a = (1 - down) * (a00 + right * (a01 - a00)) + down * (a10 + right * (a11 - a10));
    const slopeX = (1 - down) * (a01 - a00) + down * (a11 - a10);
    const slopeY = (1 - right) * (a10 - a00) + right * (a11 - a01);
    const b = B.values[at]!;
    J[0] = slopeX * ((at % side) - centre);
    J[1] = slopeY * (Math.floor(at / side) - centre);
    J[2] = slopeX * side;
    J[3] = slopeY * side;
    J[4] = a;
    for (let i = 0; i < 6; i++) {
      r[i]! += J[i]! * (b - a);
      for (let j = 0; j <= i; j++) H[i * 6 + j]! += J[i]! * J[j]!;
    }
    sumB += b;
    sumBB += b * b;
    sumAB += a * b;
  });
  if (n < LEAST_OVERLAP * side * side) return undefined;
  const [sumA, sumAA] = [H[34]!, H[28]!];
  const spread = (sumAA - (sumA * sumA) / n) * (sumBB - (sumB * sumB) / n);
  for (let i = 0; i < 6; i++) H[i * 7]! *= 1 + RIDGE;
  const difference = spread <= 1e-12 ? 1 : 1 - (sumAB - (sumA * sumB) / n) / Math.sqrt(spread);
  return { H, r, difference };
}
