import { recallAtK } from './recall-at-k.ts';

/** Share of test samples with one of their class among the ten nearest training samples. */
export const recallAt10 = recallAtK(10);
