import { BackboneError } from '../../core/index.ts';
import { dataTypes, feedsOf, type OnnxModel, toNumber } from '../../graph/index.ts';
import type { Tensor } from '../../runtime/index.ts';
import type { Feeds } from '../layers/probe.ts';
import type { TokenBatch } from '../tokenizer/token-batch.ts';

/** What an input of a text network holds: ids of tokens, which of them are real, to which of two texts they belong, or
 * their places. */
type Role = 'ids' | 'mask' | 'types' | 'positions';

const names: readonly (readonly [Role, RegExp])[] = [
  ['mask', /mask/i],
  ['types', /type|segment/i],
  ['positions', /position/i],
  ['ids', /ids?$|tokens?$/i],
];

/** The inputs of a text network. */
export interface TextFeeds {
  /** Input that tells tokens from padding, where the graph has one. */
  readonly mask?: string;
  /** Tokens of every text, where the graph takes one length only. */
  readonly length?: number;
  /** Name and type of the graph's inputs for a batch of token ids. */
  feed(batch: TokenBatch): Feeds;
}

/** Whether a graph takes texts: all its inputs are integers of shape (N, T). */
export function takesTokens({ graph }: OnnxModel): boolean {
  const feeds = feedsOf(graph);
  return (
    feeds.length > 0 &&
    feeds.every(({ type }) => {
      const { elemType, shape } = type?.tensorType ?? {};
      const integers = elemType === dataTypes.int64 || elemType === dataTypes.int32;
      return integers && shape?.dim.length === 2;
    })
  );
}

/** Find out what the inputs of a text network mean, by their names; a single input is that of the ids.
 * @throws {BackboneError} If one has a name that says nothing, or there is none for the ids. */
export function textFeeds({ graph }: OnnxModel, owner: string): TextFeeds {
  const feeds = feedsOf(graph);
  const inputs = feeds.map(({ name, type }) => ({
    name,
    type: type?.tensorType?.elemType === dataTypes.int32 ? ('int32' as const) : ('int64' as const),
    role: feeds.length === 1 ? 'ids' : names.find(([, pattern]) => pattern.test(name))?.[0],
  }));
  const strange = inputs.find(({ role }) => role === undefined);
  if (strange !== undefined || !inputs.some(({ role }) => role === 'ids')) {
    const seen = inputs.map(({ name }) => `"${name}"`).join(', ');
    throw new BackboneError(
      `Cannot use backbone "${owner}" as its inputs must be token ids with, at most, a mask, types and positions beside them: ${seen}`,
    );
  }
  const mask = inputs.find(({ role }) => role === 'mask')?.name;
  const length = toNumber(feeds[0]!.type?.tensorType?.shape?.dim[1]?.dimValue ?? 0);
  return {
    ...(mask !== undefined && { mask }),
    ...(length > 0 && { length }),
    feed: (batch) =>
      Object.fromEntries(
        inputs.map(({ name, type, role }) => [name, integers(type, valuesOf(role!, batch), batch.dims)]),
      ),
  };
}

function valuesOf(role: Role, { ids, mask, dims: [n, length] }: TokenBatch): Int32Array {
  if (role === 'ids') return ids;
  if (role === 'mask') return mask;
  return role === 'types'
    ? new Int32Array(n * length)
    : Int32Array.from({ length: n * length }, (_, i) => i % length);
}

/** Whole numbers in the type that an input takes. */
export function integers(type: 'int32' | 'int64', values: Int32Array, dims: readonly number[]): Tensor {
  return { type, dims, data: type === 'int32' ? values : BigInt64Array.from(values, BigInt) };
}
