import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { BackboneError, messageOf } from '../core/index.ts';
import type { Session, SessionOptions, Tensor } from './types.ts';

type Engine = typeof import('onnxruntime-node');

let engine: Promise<Engine> | undefined;

/** Start a session: graph optimisations all on, nothing logged, as
 * every error is thrown.
 * @param model an encoded ONNX model; it is not needed after the promise settles.
 * @throws {BackboneError} If the engine does not accept the graph, as when it lacks an operator.
 * Cost: the first call loads the engine (about 60 ms); a session of two nodes takes about 1 ms. */
export async function createSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  engine ??= loadEngine();
  const ort = await engine;
  const session = await startSession(ort, model, options.threads ?? 0);
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    provider: 'cpu',
    run: async (feeds) => {
      const inputs: Record<string, OrtTensor> = {};
      for (const name in feeds) inputs[name] = engineTensor(ort, feeds[name]!);
      try {
        return (await session.run(inputs)) as unknown as Record<string, Tensor>;
      } catch (error) {
        throw new BackboneError(`Cannot run the graph as its inputs must fit: ${firstLine(error)}`, {
          cause: error,
        });
      }
    },
    release: () => session.release(),
  };
}

async function loadEngine(): Promise<Engine> {
  const module = await import('onnxruntime-node');
  const ort = (module as unknown as { default?: Engine }).default ?? module;
  ort.env.logLevel = 'fatal';
  return ort;
}

async function startSession(ort: Engine, model: Uint8Array, threads: number): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
      ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
    });
  } catch (error) {
    throw new BackboneError(
      `Cannot start a session as ONNX Runtime must accept the graph: ${firstLine(error)}`,
      { cause: error },
    );
  }
}

const wrapped = new WeakMap<Tensor, OrtTensor>();

/** The engine's view of a tensor; the values are shared, and an output fed back is passed on as it is. */
function engineTensor(ort: Engine, tensor: Tensor): OrtTensor {
  if (tensor instanceof ort.Tensor) return tensor as OrtTensor;
  let view = wrapped.get(tensor);
  if (view === undefined) {
    view = new ort.Tensor(tensor.type as 'float32', tensor.data as Float32Array, tensor.dims);
    wrapped.set(tensor, view);
  }
  return view;
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0]!;
}
