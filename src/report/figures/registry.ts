import { createRegistry } from '../../core/index.ts';
import type { Figure } from '../types.ts';
import { calibration } from './calibration.ts';
import { clusters } from './clusters.ts';
import { comparison } from './comparison.ts';
import { confusion } from './confusion.ts';
import { cost } from './cost.ts';
import { layerCurve } from './layer-curve.ts';
import { learningCurve } from './learning-curve.ts';
import { map } from './map.ts';
import { predictedActual } from './predicted-actual.ts';
import { predictionDepth } from './prediction-depth.ts';
import { similarity } from './similarity.ts';
import { transferability } from './transferability.ts';

/** The figures of a report. To add one: a file beside this and a line here. */
export const figures = createRegistry<Figure>('figure', [
  layerCurve,
  comparison,
  cost,
  confusion,
  calibration,
  predictedActual,
  learningCurve,
  transferability,
  similarity,
  predictionDepth,
  map,
  clusters,
]);
