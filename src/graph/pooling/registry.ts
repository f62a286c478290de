import { createRegistry } from '../../core/index.ts';
import { cls } from './cls.ts';
import { flatten } from './flatten.ts';
import { gem } from './gem.ts';
import { lastToken } from './last-token.ts';
import { max } from './max.ts';
import { mean } from './mean.ts';
import { meanMax } from './mean-max.ts';
import { spatialPyramid } from './spatial-pyramid.ts';
import type { PoolingRule } from './types.ts';

/** Every pooling, in the order users see them. */
export const poolingRules = createRegistry<PoolingRule>('pooling', [
  mean,
  max,
  meanMax,
  gem,
  flatten,
  cls,
  lastToken,
  spatialPyramid,
]);
