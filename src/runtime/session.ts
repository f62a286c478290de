import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { BackboneError } from '../core/index.ts';
import { type Engine, firstLine, loadEngine } from './engine.ts';
import type { Device, Session, SessionOptions, Tensor } from './types.ts';

/** Start a session: graph optimisations all on, nothing logged, as every error is thrown.
 * @param model an encoded ONNX model; it is not needed after the promise settles.
 * @throws {BackboneError} If the engine does not accept the graph, as when it lacks an operator, or the device cannot run
 * all of it.
 * Cost: the first call loads the engine (about 60 ms); a session of two nodes takes about 1 ms. */
export async function createSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const ort = await loadEngine();
  const { device = 'cpu' } = options;
  const session = await startSession(ort, model, device, options);
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    provider: device,
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

async function startSession(
  ort: Engine,
  model: Uint8Array,
  device: Device,
  { threads = 0, spinning = true }: SessionOptions,
): Promise<InferenceSession> {
  const entries = {
    ...(spinning ? {} : { intra_op: { allow_spinning: '0' } }),
    // Or else the engine would quietly give the CPU every operator that the device lacks.
    ...(device === 'cpu' ? {} : { disable_cpu_ep_fallback: '1' }),
  };
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: [device],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
      ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
      extra: { session: entries },
    });
  } catch (error) {
    const rule =
      device === 'cpu'
        ? 'Cannot start a session as ONNX Runtime must accept the graph'
        : `Cannot run on device "${device}" as ONNX Runtime must run the whole graph there ("cpu" always can, "auto" takes the first that can)`;
    throw new BackboneError(`${rule}: ${firstLine(error)}`, { cause: error });
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
