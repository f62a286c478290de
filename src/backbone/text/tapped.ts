import { type Layer, type OnnxModel, pooledSize, type Tap, tapName } from '../../graph/index.ts';
import type { Engine } from '../engine.ts';
import type { Feeds } from '../layers/probe.ts';
import { padBatch, type TokenBatch, tokenIds } from '../tokenizer/token-batch.ts';
import type { Tokenizer } from '../tokenizer/types.ts';
import type { TappedTextBackbone, TextPreprocessing } from '../types.ts';
import { integers, type TextFeeds } from './feeds.ts';

/** The mask that poolings go by where the graph has none of its own. */
const OWN_MASK = '::attention-mask';

/** What a text session is made of. */
export interface TextTapping {
  readonly model: OnnxModel;
  /** By the names of the model's tensors, as the taps are. */
  readonly layers: readonly Layer[];
  readonly taps: readonly Tap[];
  readonly tokenizer: Tokenizer;
  readonly input: TextPreprocessing;
  readonly feeds: TextFeeds;
  readonly threads: number;
  readonly engine: Engine;
}

/** Cut a graph behind its taps and start a session that takes texts. */
export async function startTappedText(tapping: TextTapping): Promise<Omit<TappedTextBackbone, 'taps'>> {
  const { model, layers, taps, tokenizer, input, feeds, threads, engine } = tapping;
  const mask = feeds.mask ?? OWN_MASK;
  const session = await engine.start({ model, layers, taps, mask, threads });
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const dims = taps.map(({ layer, pooling }) => pooledSize(byName.get(layer)!, pooling));
  // What the cut graph does not read must not be fed.
  const feed = (batch: TokenBatch): Feeds => {
    const all = { ...feeds.feed(batch), ...(feeds.mask === undefined && ownMask(batch)) };
    return Object.fromEntries(Object.entries(all).filter(([name]) => session.inputNames.includes(name)));
  };
  const run = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const rows = texts.map((text) => tokenIds(tokenizer, input.prefix + text, input.maxTokens));
    const results = dims.map((dim) => new Float32Array(texts.length * dim));
    for (const members of together(rows, feeds)) {
      const batch = padBatch(
        members.map((row) => rows[row]!),
        tokenizer.padding,
        feeds.length,
      );
      const outputs = await session.run(feed(batch));
      taps.forEach((tap, t) => {
        const values = outputs[tapName(tap)]!.data as Float32Array;
        const dim = dims[t]!;
        members.forEach((row, i) => void results[t]!.set(values.subarray(i * dim, (i + 1) * dim), row * dim));
      });
    }
    return results;
  };
  return { dims, provider: session.provider, run, release: () => session.release() };
}

function ownMask({ mask, dims }: TokenBatch): Feeds {
  return { [OWN_MASK]: integers('int64', mask, dims) };
}

/** Rows that one run may hold: all, but where the graph has neither a mask nor one length for all, rows of one length
 * alone, as it would take padding for text. */
function together(rows: readonly (readonly number[])[], { mask, length }: TextFeeds): number[][] {
  if (mask !== undefined || length !== undefined) return [[...rows.keys()]];
  const byLength = new Map<number, number[]>();
  for (const [i, row] of rows.entries()) {
    const same = byLength.get(row.length);
    if (same === undefined) byLength.set(row.length, [i]);
    else same.push(i);
  }
  return [...byLength.values()];
}
