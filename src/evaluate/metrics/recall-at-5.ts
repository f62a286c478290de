import { recallAtK } from './recall-at-k.ts';

/** Share of test samples with one of their class among the five nearest training samples. */
export const recallAt5 = recallAtK(5);
