import type { Island } from '../island.ts';
import { atlas } from './atlas.ts';
import { calibration } from './calibration.ts';
import { cells } from './cells.ts';
import { chosen } from './chosen.ts';
import { confusion } from './confusion.ts';
import { figure } from './figure.ts';
import { map } from './map.ts';
import { mistakes } from './mistakes.ts';
import { predictionDepth } from './prediction-depth.ts';
import { sampleName } from './sample-name.ts';
import { sampleStrip } from './sample-strip.ts';
import { suspects } from './suspects.ts';

/** The islands by the name that `data-island` gives them. To add one: a file beside this and a line here. */
export const islands: Readonly<Record<string, Island>> = {
  atlas,
  calibration,
  cells,
  chosen,
  confusion,
  figure,
  map,
  mistakes,
  'prediction-depth': predictionDepth,
  'sample-name': sampleName,
  'sample-strip': sampleStrip,
  suspects,
};
