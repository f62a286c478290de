import type { PageExploration } from '../exploration.ts';
import { isRight, outcomesOf } from './outcomes.ts';

/** Tested samples that need the same depth. */
export interface DepthGroup {
  /** Right for good from a layer on; or wrong at the last layer: right at no layer, at an earlier one, or one does not
   * know. */
  readonly kind: 'right' | 'never' | 'lost' | 'wrong';
  /** Position of the layer; that after the last where they are wrong at it. */
  readonly depth: number;
  /** Rows of samples. */
  readonly rows: readonly number[];
  /** Share of all samples that are right for good at this layer, those of earlier groups among them. */
  readonly rightFromHere: number;
}

/** Tested samples by the layer that they need, shallow to deep, then those that are wrong at the last layer; a sample
 * that was tested several times needs the deepest layer of them. There is a group for every layer, others only where
 * they have samples.
 * @returns undefined where the exploration does not say. */
export function depthGroups(exploration: PageExploration): readonly DepthGroup[] | undefined {
  const { tests, predictionDepth } = exploration;
  if (tests === undefined || predictionDepth === undefined) return undefined;
  const { features, depths } = predictionDepth;
  const deepest = new Map<number, number>();
  for (const [i, row] of tests.rows.entries()) {
    deepest.set(row, Math.max(deepest.get(row) ?? 0, depths[i]!));
  }
  const byDepth = Array.from({ length: features.length + 1 }, (): number[] => []);
  for (const [row, depth] of deepest) byDepth[depth]!.push(row);
  const wrong = byDepth.pop()!;
  let right = 0;
  const layers = byDepth.map((rows, depth): DepthGroup => {
    right += rows.length;
    return { kind: 'right', depth, rows, rightFromHere: right / deepest.size };
  });
  const others = wrongAtLast(exploration, wrong)
    .filter(({ rows }) => rows.length > 0)
    .map((group) => ({ ...group, depth: features.length, rightFromHere: right / deepest.size }));
  return [...layers, ...others];
}

/** Tell what was lost on the way from what no layer gets right, where the predictions of all layers are kept. */
function wrongAtLast(
  exploration: PageExploration,
  rows: readonly number[],
): readonly Pick<DepthGroup, 'kind' | 'rows'>[] {
  const outcomes = exploration.predictionDepth!.cells.map((cell) => outcomesOf(exploration, cell));
  if (outcomes.includes(undefined)) return [{ kind: 'wrong', rows }];
  const everRight = new Set(outcomes.flatMap((of) => of!.filter(isRight).map(({ row }) => row)));
  return [
    { kind: 'lost', rows: rows.filter((row) => everRight.has(row)) },
    { kind: 'never', rows: rows.filter((row) => !everRight.has(row)) },
  ];
}
