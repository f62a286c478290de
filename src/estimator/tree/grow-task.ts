import { InterruptedError } from '../../core/index.ts';
import { isCalledOff, type Turns } from '../../worker/index.ts';
import { type ForestTask, growTrees } from './grow-trees.ts';

/** One worker thread's part of a forest. */
export default function growTreesTask({ task, turns }: { task: ForestTask; turns: Turns }) {
  return growTrees(task, turns, async () => {
    if (isCalledOff(turns)) throw new InterruptedError();
  });
}
