import { BackboneError, createRng } from '../../core/index.ts';
import { dataTypes, feedsOf, type OnnxModel, type OnnxValueInfo, toNumber } from '../../graph/index.ts';
import type { Tensor } from '../../runtime/index.ts';
import { type Feeds, probeBatch } from './probe.ts';

/** What a free dimension is taken for: sides of maps, and lengths of anything else. */
const USUAL_SIDE = 224;
const USUAL_LENGTH = 16;

/** Values for the inputs of any graph, whatever they mean: floats are 0 or random in [0, 1), whole numbers 1, flags set.
 * @param seed absent for floats of 0.
 * @throws {BackboneError} If an input does not say its dimensions, or holds neither numbers nor flags. */
export function anyFeeds({ graph }: OnnxModel, owner: string, seed?: number): Feeds {
  const rng = createRng(seed ?? 0);
  const inputs = feedsOf(graph);
  const batchName = dimsOf(inputs[0], owner)[0]?.dimParam;
  return Object.fromEntries(
    inputs.map((info) => {
      const dims = dimsOf(info, owner).map(({ dimValue, dimParam }, axis, { length: rank }) => {
        if (dimValue !== undefined) return toNumber(dimValue);
        const isBatch = axis === 0 || (dimParam !== undefined && dimParam === batchName);
        return isBatch ? probeBatch : rank === 4 ? USUAL_SIDE : USUAL_LENGTH;
      });
      const size = dims.reduce((product, length) => product * length, 1);
      const float = () => (seed === undefined ? 0 : rng.float());
      return [info.name, tensorOf(info, dims, size, float, owner)];
    }),
  );
}

function dimsOf(info: OnnxValueInfo | undefined, owner: string) {
  const dims = info?.type?.tensorType?.shape?.dim;
  if (dims === undefined) {
    const seen = info === undefined ? 'it has none' : `"${info.name}" does not`;
    throw new BackboneError(
      `Cannot list the layers of "${owner}" as its inputs must say their dimensions: ${seen}`,
    );
  }
  return dims;
}

function tensorOf(
  { name, type }: OnnxValueInfo,
  dims: readonly number[],
  size: number,
  float: () => number,
  owner: string,
): Tensor {
  switch (type?.tensorType?.elemType) {
    case dataTypes.float32:
      return { type: 'float32', dims, data: Float32Array.from({ length: size }, float) };
    case dataTypes.float64:
      return { type: 'float64', dims, data: Float64Array.from({ length: size }, float) };
    case dataTypes.int64:
      return { type: 'int64', dims, data: new BigInt64Array(size).fill(1n) };
    case dataTypes.int32:
      return { type: 'int32', dims, data: new Int32Array(size).fill(1) };
    case dataTypes.uint8:
      return { type: 'uint8', dims, data: new Uint8Array(size).fill(1) };
    case dataTypes.bool:
      return { type: 'bool', dims, data: new Uint8Array(size).fill(1) };
    default:
      throw new BackboneError(
        `Cannot list the layers of "${owner}" as its inputs must be numbers or flags: "${name}" has ONNX type ${type?.tensorType?.elemType}`,
      );
  }
}
