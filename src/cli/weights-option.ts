import type { Effects } from '../core/index.ts';

/** What `--weights` gives: a folder of weights that stands in for `STRATA_WEIGHTS`. */
export interface WeightsOption {
  /** Relative to the working folder. */
  readonly weights?: string | undefined;
}

/** The effects of a command under `--weights`. */
export function withWeights(effects: Effects, { weights }: WeightsOption): Effects {
  return weights === undefined ? effects : { ...effects, env: { ...effects.env, STRATA_WEIGHTS: weights } };
}
