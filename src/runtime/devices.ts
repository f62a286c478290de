import { BackboneError } from '../core/index.ts';
import { loadEngine } from './engine.ts';
import { createSession } from './session.ts';
import type { Device, Tensor } from './types.ts';

/** What `auto` tries, in this order; the last always works. */
const preference: readonly Device[] = ['cuda', 'dml', 'coreml', 'webgpu', 'cpu'];

/** Find the first device that runs a graph from end to end.
 * @param model an encoded ONNX model.
 * @param feeds one tensor per input, to run it once.
 * @throws {BackboneError} If the CPU cannot run it either. */
export async function chooseDevice(
  model: Uint8Array,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Device> {
  const ort = await loadEngine();
  const built = new Set(ort.listSupportedBackends().map(({ name }) => name));
  for (const device of preference.filter((name) => built.has(name))) {
    if (device === 'cpu' || (await runsOn(device, model, feeds))) return device;
  }
  return 'cpu';
}

async function runsOn(
  device: Device,
  model: Uint8Array,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<boolean> {
  try {
    const session = await createSession(model, { device });
    await session.run(feeds).finally(() => session.release());
    return true;
  } catch (error) {
    if (error instanceof BackboneError) return false;
    throw error;
  }
}
