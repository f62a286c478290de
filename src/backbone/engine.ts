import {
  buildModel,
  encodeModel,
  feedsOf,
  type Layer,
  type OnnxModel,
  pruneModel,
  type Tap,
  tapModel,
} from '../graph/index.ts';
import {
  chooseDevice,
  createSession,
  createTfjsSession,
  type Session,
  tfjsProvider,
} from '../runtime/index.ts';
import type { Feeds } from './layers/probe.ts';
import type { TfjsSource, Variant } from './variant.ts';

/** What a session of a backbone is made of. */
export interface Tapping {
  readonly model: OnnxModel;
  /** By the names of the model's tensors, as the taps are. */
  readonly layers: readonly Layer[];
  readonly taps: readonly Tap[];
  /** The input that tells tokens from padding, for text. */
  readonly mask?: string;
  readonly threads: number;
}

/** What runs the sessions of a backbone. */
export interface Engine {
  /** What all its sessions run on, as `cpu` or `tfjs-wasm`. */
  readonly provider: string;
  /** Cut a graph behind its taps, fuse the poolings, start a session.
   * @throws {BackboneError} If the provider cannot run all of it. */
  start(tapping: Tapping): Promise<Session>;
}

/** Settle what a backbone runs on.
 * @param deepest names of tensors: `auto` is the first device that computes them.
 * @param feeds a batch to try that with.
 * @throws {BackboneError} If no device can run the graph. */
export async function chooseEngine(
  { device, tfjs }: Variant,
  model: OnnxModel,
  deepest: readonly string[],
  feeds: Feeds,
): Promise<Engine> {
  if (tfjs !== undefined) return { provider: tfjsProvider(), start: (tapping) => startTfjs(tfjs, tapping) };
  const provider = device === 'auto' ? await firstDevice(pruneModel(model, deepest), feeds) : device;
  return {
    provider,
    start: ({ model, layers, taps, mask, threads }) => {
      const tapped = tapModel(model, taps, layers, mask === undefined ? {} : { mask });
      // Decoders work beside the session: with threads that wait awake, extracting 546 emoji from 8 layers took 10.4 s
      // instead of 6.4 (medians of 6 on two busy cores).
      return createSession(encodeModel(tapped), { device: provider, threads, spinning: false });
    },
  };
}

function firstDevice(model: OnnxModel, feeds: Feeds) {
  const read = new Set(feedsOf(model.graph).map(({ name }) => name));
  const needed = Object.fromEntries(Object.entries(feeds).filter(([name]) => read.has(name)));
  return chooseDevice(encodeModel(model), needed);
}

/** Layers come from TensorFlow.js; the poolings are those of every other session. */
async function startTfjs(source: TfjsSource, { model, layers, taps, threads }: Tapping): Promise<Session> {
  const tapped = new Set(taps.map(({ layer }) => layer));
  const inputs = layers
    .filter(({ name }) => tapped.has(name))
    .map(({ name, shape }) => ({ name, shape: ['N', ...shape] }));
  const poolings = tapModel(buildModel({ inputs, outputs: [], nodes: [] }), taps, layers);
  const pooling = await createSession(encodeModel(poolings), { threads });
  const network = await createTfjsSession({
    ...source,
    inputs: feedsOf(model.graph).map(({ name }) => name),
    outputs: [...tapped],
  });
  return {
    inputNames: network.inputNames,
    outputNames: pooling.outputNames,
    provider: network.provider,
    run: async (feeds) => pooling.run(await network.run(feeds)),
    release: async () => {
      await network.release();
      await pooling.release();
    },
  };
}
