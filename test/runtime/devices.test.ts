import { describe, expect, it } from 'vitest';
import { buildModel, encodeModel, node, tensor } from '../../src/graph/index.ts';
import { chooseDevice, createSession, type Device } from '../../src/runtime/index.ts';

const model = encodeModel(
  buildModel({
    inputs: [{ name: 'x', shape: ['N', 2] }],
    outputs: ['y'],
    nodes: [node('Mul', ['x', 'two'], ['y'])],
    initializers: [tensor('two', 'float32', [], Float32Array.of(2))],
  }),
);
const feeds = { x: { type: 'float32', data: Float32Array.of(1, 2), dims: [1, 2] } } as const;

describe('devices', () => {
  it.each<Device>(['webgpu', 'cuda', 'coreml', 'dml'])(
    '%s runs the whole graph or says that it cannot',
    async (device) => {
      const started = await createSession(model, { device }).catch((error: unknown) => error);
      if (started instanceof Error) {
        expect(started).toMatchObject({
          name: 'BackboneError',
          message: expect.stringMatching(
            new RegExp(
              `^Cannot run on device "${device}" as ONNX Runtime must run the whole graph there \\("cpu" always can, "auto" takes the first that can\\): [^\\n]+$`,
            ),
          ),
          cause: expect.any(Error),
        });
      } else {
        const session = started as Awaited<ReturnType<typeof createSession>>;
        expect(session.provider).toBe(device);
        expect([...(await session.run(feeds)).y!.data]).toEqual([2, 4]);
      }
    },
  );

  it('auto finds one that runs the graph', async () => {
    const session = await createSession(model, { device: await chooseDevice(model, feeds) });
    expect([...(await session.run(feeds)).y!.data]).toEqual([2, 4]);
  });
});
