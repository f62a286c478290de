import { gatherToken, tokenWidth } from './tokens.ts';
import type { PoolingRule } from './types.ts';

/** The first token, where BERT and ViT gather what the whole sample is about.
 * Source: Devlin et al., BERT (2018) §3; Dosovitskiy et al., ViT (2020) §3.1. */
export const cls: PoolingRule = {
  id: 'cls',
  requires: 'hold tokens (T, D)',
  size: tokenWidth,
  nodes: ({ name }, output) => gatherToken(name, 0, output),
};
