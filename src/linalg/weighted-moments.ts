import { type Matrix, matrix } from '../core/index.ts';
import { type InputSpec, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { int64, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { type WeightedRows, weightedBlock, weightedInputs, weighting } from './weighted-rows.ts';

/** Values of A that are made at a time: 16 MB of float32. */
const BLOCK_VALUES = 4_000_000;
/** Columns from which A is cut into strips, so that products above the diagonal are left out. */
const STRIPS_FROM = 512;
const STRIPS = 8;

/** A product of one strip of columns of A with another, or of the targets with it. */
interface Tile {
  readonly id: string;
  /** Where it starts in the whole product. */
  readonly start: number;
  readonly rows: number;
  readonly cols: number;
  /** The node that adds what a block of rows says to `id`. */
  readonly node: ModelSpec['nodes'][number];
}

/** The first column of each strip, and the end of the last. */
function stripsOf(cols: number): number[] {
  const count = cols < STRIPS_FROM ? 1 : STRIPS;
  return Array.from({ length: count + 1 }, (_, s) => Math.floor((s * cols) / count));
}

/** The products on and below the diagonal of AᵀA. */
function gramTiles(bounds: readonly number[], cols: number): Tile[] {
  const strips = bounds.slice(1).map((end, s) => ({ from: bounds[s]!, width: end - bounds[s]!, s }));
  return strips.flatMap((a) =>
    strips.slice(0, a.s + 1).map((b) => {
      const id = `gram${a.s}-${b.s}`;
      return {
        id,
        start: a.from * cols + b.from,
        rows: a.width,
        cols: b.width,
        node: node('Gemm', [`A${a.s}`, `A${b.s}`, id], [`new ${id}`], { transA: 1 }),
      };
    }),
  );
}

/** The products of the targets with each strip. */
function rightTiles(bounds: readonly number[], nTargets: number): Tile[] {
  return bounds.slice(1).map((end, s) => ({
    id: `right${s}`,
    start: bounds[s]!,
    rows: nTargets,
    cols: end - bounds[s]!,
    node: node('Gemm', ['own', `A${s}`, `right${s}`], [`new right${s}`]),
  }));
}

function momentsGraph(strips: number, tiles: readonly Tile[]): ModelSpec {
  const of = (name: string) => Array.from({ length: strips }, (_, s) => `${name}${s}`);
  return {
    inputs: [
      ...weightedInputs,
      { name: 'targets', shape: ['k', 'rows'] },
      { name: 'widths', type: 'int64', shape: [strips] },
      ...['from', 'end', 'one'].map((name): InputSpec => ({ name, type: 'int64', shape: [1] })),
      ...tiles.map(({ id }): InputSpec => ({ name: id, shape: [`rows of ${id}`, `columns of ${id}`] })),
    ],
    outputs: tiles.map(({ id }) => `new ${id}`),
    nodes: [
      node('Slice', ['targets', 'from', 'end', 'one'], ['own']),
      node('Split', ['X', 'widths'], of('X'), { axis: 1 }),
      node('Split', ['mean', 'widths'], of('mean'), { axis: 0 }),
      node('Split', ['rest', 'widths'], of('rest'), { axis: 0 }),
      ...Array.from({ length: strips }, (_, s) => weighting(String(s))).flat(),
      ...tiles.map((tile) => tile.node),
    ],
  };
}

/** AᵀA and targets·A, float32 products of blocks of rows.
 * @param targets float32, (k, X.rows).
 * @returns `gram`, float32, (X.cols × X.cols), its lower triangle; `right`, float32, (k, X.cols).
 * Cost: O(X.rows · X.cols · (X.cols + k)). */
export async function weightedMoments(
  A: WeightedRows,
  targets: Matrix,
): Promise<{ gram: Float32Array; right: Matrix }> {
  const { rows, cols } = A.X;
  const bounds = stripsOf(cols);
  const gram = gramTiles(bounds, cols);
  const right = rightTiles(bounds, targets.rows);
  const tiles = [...gram, ...right];
  const widths = BigInt64Array.from(right, (tile) => BigInt(tile.cols));
  const session = await sessionOf(`weighted-moments/${widths.length}`, momentsGraph(widths.length, tiles));
  const feeds: Record<string, Tensor> = {
    targets: tensorOf(targets),
    widths: { type: 'int64', data: widths, dims: [widths.length] },
    one: int64(1),
  };
  for (const tile of tiles) {
    const data = new Float32Array(tile.rows * tile.cols);
    feeds[tile.id] = { type: 'float32', data, dims: [tile.rows, tile.cols] };
  }
  // Blocks at least as tall as wide: else reading the products would take longer than making them.
  const height = Math.max(cols, Math.floor(BLOCK_VALUES / cols));
  for (let from = 0; from < rows; from += height) {
    const end = Math.min(from + height, rows);
    const block = { ...weightedBlock(A, from, end), from: int64(from), end: int64(end) };
    const sums = await session.run({ ...feeds, ...block });
    for (const { id } of tiles) feeds[id] = sums[`new ${id}`]!;
  }
  return {
    gram: assembled(gram, feeds, cols, cols).data,
    right: assembled(right, feeds, targets.rows, cols),
  };
}

/** The matrix that tiles are parts of; 0 where there is none. */
function assembled(
  tiles: readonly Tile[],
  feeds: Readonly<Record<string, Tensor>>,
  rows: number,
  cols: number,
): Matrix {
  const whole = matrix(rows, cols);
  for (const { id, start, cols: width } of tiles) {
    const data = feeds[id]!.data as Float32Array;
    for (let at = 0, to = start; at < data.length; at += width, to += cols) {
      whole.data.set(data.subarray(at, at + width), to);
    }
  }
  return whole;
}
