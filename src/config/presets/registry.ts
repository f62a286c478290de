import { createRegistry } from '../../core/index.ts';
import { clipA3 } from './clip-a3.ts';
import { dinov2Knn } from './dinov2-knn.ts';
import { kornblith2019 } from './kornblith2019.ts';
import { mtebClassification } from './mteb-classification.ts';
import type { Preset } from './preset.ts';
import { razavian2014 } from './razavian2014.ts';

/** Every preset by the name that YAML uses: one file, one line. */
export const presets = createRegistry<Preset>('preset', [
  razavian2014,
  kornblith2019,
  clipA3,
  dinov2Knn,
  mtebClassification,
]);
