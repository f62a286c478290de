import { createRegistry, type Registry } from '../../core/index.ts';
import type { TransformerEntry } from '../types.ts';
import { l2 } from './l2.ts';
import { pca } from './pca.ts';
import { standardize } from './standardize.ts';

/** Every transform by its id: one file, one line. */
export const transformers: Registry<TransformerEntry> = createRegistry<TransformerEntry>('transform', [
  standardize,
  l2,
  pca,
]);
