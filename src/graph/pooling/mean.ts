import { channelsOf, meanNodes } from './statistics.ts';
import type { PoolingRule } from './types.ts';

/** The mean over positions: one value per channel of a map, one per dimension of real tokens. */
export const mean: PoolingRule = {
  id: 'mean',
  requires: 'hold maps or tokens',
  size: channelsOf,
  nodes: meanNodes,
};
