import { createRequire } from 'node:module';
import type * as Core from '@tensorflow/tfjs-core';
import { BackboneError } from '../core/index.ts';
import type { TfjsGraphModel, TfjsLayersModel } from '../graph/index.ts';
import { firstLine } from './engine.ts';
import type { LoadedTfjs } from './tfjs-layers.ts';
import type { Session, Tensor } from './types.ts';

/** A TensorFlow.js graph-model or layers-model, to be run by TensorFlow.js itself. */
export interface TfjsProgram {
  readonly model: TfjsGraphModel | TfjsLayersModel;
  /** The bytes of the manifest's paths, in their order. */
  readonly weights: readonly Uint8Array[];
  /** Names of the nodes or layers to feed, whether a graph-model begins there or not. */
  readonly inputs: readonly string[];
  /** Names of the nodes or layers to give, the deepest of which ends the run. */
  readonly outputs: readonly string[];
}

/** Run a model on TensorFlow.js instead of its conversion: on `@tensorflow/tfjs-node` where the user installed it, else
 * on WebAssembly. Feeds and outputs are those of the converted model: maps are (N, C, H, W), and any size runs.
 * @throws {BackboneError} If TensorFlow.js does not accept the graph.
 * Cost: 10 to 15 times that of ONNX Runtime on WebAssembly; samples run one by one. */
export async function createTfjsSession(program: TfjsProgram): Promise<Session> {
  const { inputs, outputs } = program;
  const provider = tfjsProvider();
  const tf = await startBackend(provider);
  const refuse = (error: unknown) =>
    new BackboneError(`Cannot run the model on TensorFlow.js as it must accept it: ${firstLine(error)}`, {
      cause: error,
    });
  const model = await loadModel(program).catch((error: unknown) => {
    throw refuse(error);
  });

  const runSample = async (feeds: Readonly<Record<string, Tensor>>, i: number): Promise<Tensor[]> => {
    const sample = Object.entries(feeds).map(([name, feed]) => [name, sampleOf(tf, feed, i)] as const);
    const results = model.execute(Object.fromEntries(sample));
    const read = await Promise.all(results.map((result) => readTensor(tf, result)));
    tf.dispose([...sample.map(([, input]) => input), ...results]);
    return read;
  };

  return {
    inputNames: inputs,
    outputNames: outputs,
    provider,
    run: async (feeds) => {
      const n = Object.values(feeds)[0]?.dims[0] ?? 0;
      const samples: Tensor[][] = [];
      try {
        for (let i = 0; i < n; i++) samples.push(await runSample(feeds, i));
      } catch (error) {
        throw refuse(error);
      }
      return Object.fromEntries(outputs.map((name, o) => [name, stack(samples.map((sample) => sample[o]!))]));
    },
    release: async () => model.dispose(),
  };
}

async function loadModel({ model, weights, outputs }: TfjsProgram): Promise<LoadedTfjs> {
  const files = {
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights) as never,
    weightData: new Uint8Array(Buffer.concat(weights)).buffer,
  };
  if (!isGraphModel(model)) {
    const { loadTfjsLayers } = await import('./tfjs-layers.ts');
    return loadTfjsLayers({ ...files, modelTopology: model.modelTopology }, outputs);
  }
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter');
  const modelTopology = { versions: { producer: 0 }, ...model.modelTopology, node: anySize(model) };
  const graph = await loadGraphModel({
    load: async () => ({ ...files, modelTopology, format: 'graph-model' }),
  });
  return {
    execute: (feeds) => [graph.execute(feeds, [...outputs])].flat(),
    dispose: () => graph.dispose(),
  };
}

function isGraphModel(model: TfjsGraphModel | TfjsLayersModel): model is TfjsGraphModel {
  return 'node' in model.modelTopology;
}

/** Named indirectly, as it is there only where the user installed it. */
const native: string = '@tensorflow/tfjs-node';

/** The backend that TensorFlow.js has here. */
export function tfjsProvider(): 'tfjs-node' | 'tfjs-wasm' {
  try {
    createRequire(import.meta.url).resolve(native);
    return 'tfjs-node';
  } catch {
    return 'tfjs-wasm';
  }
}

async function startBackend(provider: 'tfjs-node' | 'tfjs-wasm'): Promise<typeof Core> {
  const tf = await import('@tensorflow/tfjs-core');
  await (provider === 'tfjs-node' ? import(native) : import('@tensorflow/tfjs-backend-wasm'));
  const backend = provider === 'tfjs-node' ? 'tensorflow' : 'wasm';
  if (!(await tf.setBackend(backend))) {
    throw new BackboneError(`Cannot run on TensorFlow.js as its backend must start: "${backend}" did not`);
  }
  return tf;
}

/** The nodes with the size lifted that maps were exported with. */
function anySize({ modelTopology }: TfjsGraphModel) {
  return modelTopology.node.map((node) => {
    const dims = node.op === 'Placeholder' ? node.attr?.shape?.shape?.dim : undefined;
    if (dims?.length !== 4) return node;
    const dim = dims.map(({ size }, axis) => ({ size: axis === 3 ? size : '-1' }));
    return { ...node, attr: { ...node.attr, shape: { shape: { dim } } } };
  });
}

/** Sample `i` of a feed, laid out as TensorFlow lays it out. */
function sampleOf(tf: typeof Core, { data, dims }: Tensor, i: number): Core.Tensor {
  const shape = [1, ...dims.slice(1)];
  const size = shape.reduce((product, length) => product * length, 1);
  const values = (data as Float32Array).subarray(i * size, (i + 1) * size);
  return tf.tidy(() => {
    const tensor = tf.tensor(values, shape, 'float32');
    return shape.length === 4 ? tf.transpose(tensor, [0, 2, 3, 1]) : tensor;
  });
}

async function readTensor(tf: typeof Core, tensor: Core.Tensor): Promise<Tensor> {
  const turned = tensor.rank === 4 ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor.clone();
  const data = Float32Array.from(await turned.data());
  const dims = turned.shape;
  turned.dispose();
  return { type: 'float32', data, dims };
}

/** One tensor of all samples. */
function stack(samples: readonly Tensor[]): Tensor {
  const { data, dims } = samples[0]!;
  const all = new Float32Array(samples.length * data.length);
  for (const [i, sample] of samples.entries()) all.set(sample.data as Float32Array, i * data.length);
  return { type: 'float32', data: all, dims: [samples.length, ...dims.slice(1)] };
}
