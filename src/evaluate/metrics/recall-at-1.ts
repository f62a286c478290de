import { recallAtK } from './recall-at-k.ts';

/** Share of test samples whose nearest training sample is of their class. */
export const recallAt1 = recallAtK(1);
