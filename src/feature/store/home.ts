import { join } from 'node:path';
import { type Effects, strataHome } from '../../core/index.ts';

/** The folder of the feature store, absolute. */
export function featuresFolder(effects: Pick<Effects, 'cwd' | 'env'>): string {
  return join(strataHome(effects), 'features');
}
