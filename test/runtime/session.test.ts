import { describe, expect, it } from 'vitest';
import { buildModel, encodeModel, node, tensor } from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';

const double = encodeModel(
  buildModel({
    inputs: [{ name: 'x', shape: ['N', 2] }],
    outputs: ['y'],
    nodes: [node('Mul', ['x', 'two'], ['y'])],
    initializers: [tensor('two', 'float32', [], Float32Array.of(2))],
  }),
);
const x = () => ({ type: 'float32', data: Float32Array.of(1, 2), dims: [1, 2] }) as const;

describe('createSession', () => {
  it('names what the graph takes, gives and runs on', async () => {
    const session = await createSession(double);
    expect(session).toMatchObject({ inputNames: ['x'], outputNames: ['y'], provider: 'cpu' });
  });

  it('reads a tensor that is fed again as it is now', async () => {
    const session = await createSession(double, { threads: 1 });
    const fed = x();
    expect([...(await session.run({ x: fed })).y!.data]).toEqual([2, 4]);
    fed.data[0] = 10;
    expect([...(await session.run({ x: fed })).y!.data]).toEqual([20, 4]);
  });

  it('takes an output as the next input', async () => {
    const session = await createSession(double);
    const { y } = await session.run({ x: x() });
    expect([...(await session.run({ x: y! })).y!.data]).toEqual([4, 8]);
  });

  it('refuses a graph with an operator that the engine lacks', async () => {
    const model = buildModel({
      inputs: [{ name: 'x', shape: ['N', 2] }],
      outputs: ['y'],
      nodes: [node('Gimble', ['x'], ['y'])],
    });
    await expect(createSession(encodeModel(model))).rejects.toThrow(
      expect.objectContaining({
        name: 'BackboneError',
        message: expect.stringMatching(/^Cannot start a session as .*Gimble[^\n]*$/),
        cause: expect.any(Error),
      }),
    );
  });

  it('refuses inputs that do not fit', async () => {
    const session = await createSession(double);
    await expect(session.run({})).rejects.toThrow(
      "Cannot run the graph as its inputs must fit: input 'x' is missing",
    );
  });
});
