import { isCalledOff, nextTurn, type Turns } from '../../src/worker/index.ts';

/** A task for worker threads: doubles the task's numbers, or with `forever` goes on until it is called off. */
export default async function double({
  task,
  turns,
}: {
  task: { numbers: number[]; forever: boolean };
  turns: Turns;
}) {
  const part: [number, number][] = [];
  for (let turn = nextTurn(turns); turn >= 0; turn = nextTurn(turns)) {
    while (task.forever && !isCalledOff(turns));
    part.push([turn, 2 * task.numbers[turn]!]);
  }
  return part;
}
