import { addScaledThenDot, dot64 } from './float64-vectors.ts';

/** Pairs of steps and gradient changes kept: with more, the iterations saved cost less than the pairs. */
const MEMORY = 5;

/** The last steps s and gradient changes y, newest last: they approximate the inverse Hessian. */
export class LbfgsMemory {
  private readonly pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  private readonly alphas = new Float64Array(MEMORY);
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  get isEmpty(): boolean {
    return this.pairs.length === 0;
  }

  /** Keep the pair of a step, unless rounding left it without curvature. */
  remember(x: Float64Array, nextX: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void {
    const oldest = this.pairs.length === MEMORY ? this.pairs.shift()! : undefined;
    const s = oldest?.s ?? new Float64Array(this.size);
    const y = oldest?.y ?? new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) {
      s[i] = nextX[i]! - x[i]!;
      y[i] = nextGradient[i]! - gradient[i]!;
    }
    const curvature = dot64(s, y);
    if (curvature > 1e-12 * dot64(y, y)) this.pairs.push({ s, y, rho: 1 / curvature });
  }

  /** direction = −H · gradient by the two-loop recursion. */
  apply(gradient: Float64Array, direction: Float64Array): void {
    const { pairs, alphas } = this;
    for (let i = 0; i < this.size; i++) direction[i] = -gradient[i]!;
    const newest = pairs.at(-1);
    if (newest === undefined) return;
    let along = dot64(newest.s, direction);
    for (let k = pairs.length - 1; k >= 0; k--) {
      alphas[k] = pairs[k]!.rho * along;
      along = addScaledThenDot(direction, -alphas[k]!, pairs[k]!.y, (pairs[k - 1] ?? newest).s);
    }
    const scale = 1 / (newest.rho * dot64(newest.y, newest.y));
    for (let i = 0; i < this.size; i++) direction[i]! *= scale;
    along = dot64(pairs[0]!.y, direction);
    for (let k = 0; k < pairs.length; k++) {
      const { s, rho } = pairs[k]!;
      along = addScaledThenDot(direction, alphas[k]! - rho * along, s, (pairs[k + 1] ?? newest).y);
    }
  }
}
