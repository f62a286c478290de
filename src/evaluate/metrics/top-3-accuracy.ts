import { topKAccuracy } from './top-k.ts';

/** Share of samples whose class is among the three most probable. */
export const top3Accuracy = topKAccuracy(3);
