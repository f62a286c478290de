import { createRegistry, type Registry } from '../../core/index.ts';
import type { DetectorEntry, FittedDetector, FittedJson } from '../types.ts';
import { isolationForest } from './isolation-forest.ts';
import { knnDistance } from './knn-distance.ts';

/** Every detector by its id: one file, one line. */
export const detectors: Registry<DetectorEntry> = createRegistry<DetectorEntry>('detector', [
  isolationForest,
  knnDistance,
]);

/** Make a fitted detector of what its `toJSON` gave.
 * @throws {RangeError} If there is no detector of that name. */
export function detectorFromJSON(fitted: FittedJson): FittedDetector {
  return detectors.get(fitted.type).fromJSON(fitted);
}
