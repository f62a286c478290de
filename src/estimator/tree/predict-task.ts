import type { Turns } from '../../worker/index.ts';
import { type PredictTask, predictBlocks } from './predict-blocks.ts';

/** One worker thread's part of a prediction. */
export default function predictTask({ task, turns }: { task: PredictTask; turns: Turns }) {
  return predictBlocks(task, turns, async () => {});
}
