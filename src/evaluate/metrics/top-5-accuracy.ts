import { topKAccuracy } from './top-k.ts';

/** Share of samples whose class is among the five most probable. */
export const top5Accuracy = topKAccuracy(5);
