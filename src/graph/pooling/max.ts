import { channelsOf, maxNodes } from './statistics.ts';
import type { PoolingRule } from './types.ts';

/** The greatest value over positions: one per channel of a map, one per dimension of real tokens. */
export const max: PoolingRule = {
  id: 'max',
  requires: 'hold maps or tokens',
  size: channelsOf,
  nodes: maxNodes,
};
