import { describe, expect, it } from 'vitest';
import {
  buildModel,
  decodeModel,
  embedExternalData,
  encodeModel,
  externalFiles,
  node,
  normalizeModel,
  type OnnxModel,
  type OnnxTensor,
  tensor,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import { deepFreeze } from '../support/small-net.ts';

/** y = x · w + b for x of (N, 2), the way the parts are given. */
function linear(parts: Partial<Parameters<typeof buildModel>[0]> = {}): OnnxModel {
  return deepFreeze(
    buildModel({
      inputs: [{ name: 'x', shape: ['N', 2] }],
      outputs: ['y'],
      nodes: [node('Gemm', ['x', 'w', 'b'], ['y'])],
      initializers: [w, b],
      ...parts,
    }),
  );
}
const w = tensor('w', 'float32', [2, 2], Float32Array.of(1, 2, 3, 4));
const b = tensor('b', 'float32', [2], Float32Array.of(0.5, -0.5));

async function run(model: OnnxModel): Promise<number[]> {
  const session = await createSession(encodeModel(model));
  const { y } = await session.run({ x: { type: 'float32', data: Float32Array.of(1, 10), dims: [1, 2] } });
  await session.release();
  return [...(y!.data as Float32Array)];
}
const expected = [31.5, 41.5];

describe('normalizeModel', () => {
  it('makes initializers of Constant nodes, whatever attribute holds the value', async () => {
    const model = linear({
      nodes: [
        node('Constant', [], ['w'], { value: w }),
        {
          ...node('Constant', [], ['b']),
          attribute: [{ name: 'value_floats', type: 6, floats: [0.5, -0.5] }],
        },
        { ...node('Constant', [], ['shape']), attribute: [{ name: 'value_ints', type: 7, ints: [-1, 2] }] },
        { ...node('Constant', [], ['one']), attribute: [{ name: 'value_float', type: 1, f: 1 }] },
        { ...node('Constant', [], ['axis']), attribute: [{ name: 'value_int', type: 2, i: 0 }] },
        node('Reshape', ['x', 'shape'], ['rows']),
        node('Gemm', ['rows', 'w', 'b'], ['sum']),
        node('Mul', ['sum', 'one'], ['scaled']),
        node('CumSum', ['scaled', 'axis'], ['y']),
      ],
      initializers: [],
    });
    const { graph } = normalizeModel(model);
    expect(graph.node.map(({ opType }) => opType)).toEqual(['Reshape', 'Gemm', 'Mul', 'CumSum']);
    expect(graph.initializer.map(({ name }) => name)).toEqual(['w', 'b', 'shape', 'one', 'axis']);
    expect(await run(normalizeModel(model))).toEqual(expected);
  });

  it('reads weights directly that pass through Identity', async () => {
    const nodes = [
      node('Identity', ['b'], ['b/1']),
      node('Identity', ['b/1'], ['b/2']),
      node('Gemm', ['x', 'w', 'b/2'], ['y']),
    ];
    const { graph } = normalizeModel(linear({ nodes }));
    expect(graph.node.at(-1)!.input).toEqual(['x', 'w', 'b']);
    expect(await run(normalizeModel(linear({ nodes })))).toEqual(expected);
  });

  it('takes weights off the inputs, and an IR version that is too old or too new for the engine', async () => {
    for (const irVersion of [3, 99]) {
      const given = linear({
        inputs: [
          { name: 'x', shape: ['N', 2] },
          { name: 'w', shape: [2, 2] },
        ],
      });
      const model = normalizeModel({ ...given, irVersion });
      expect(model.graph.input.map(({ name }) => name)).toEqual(['x']);
      expect(await run(model)).toEqual(expected);
    }
    await expect(createSession(encodeModel({ ...linear(), irVersion: 99 }))).rejects.toThrow('IR version');
  });

  it('frees dimensions written as 0 or -1', async () => {
    for (const size of [0, -1]) {
      const model = normalizeModel(linear({ inputs: [{ name: 'x', shape: [size, 2] }] }));
      expect(model.graph.input[0]!.type!.tensorType!.shape!.dim[0]).toHaveProperty('dimParam');
      expect(await run(model)).toEqual(expected);
    }
  });

  it.each([
    ['float16', 10, [0x3c00, 0x4000, 0x4200, 0x4400], [0x3800, 0xb800]],
    ['bfloat16', 16, [0x3f80, 0x4000, 0x4040, 0x4080], [0x3f00, 0xbf00]],
  ])('computes in float32 where a model holds %s', async (_, dataType, weights, biases) => {
    const half = (name: string, dims: readonly number[], bits: readonly number[]): OnnxTensor => ({
      name,
      dims,
      dataType,
      rawData: new Uint8Array(Uint16Array.from(bits).buffer),
    });
    const { rawData: _raw, ...rest } = half('b', [2], biases);
    const given = linear({
      nodes: [
        node('Cast', ['x'], ['x16'], { to: dataType }),
        node('Gemm', ['x16', 'w', 'b'], ['y16']),
        node('Cast', ['y16'], ['y'], { to: 1 }),
      ],
      initializers: [half('w', [2, 2], weights), { ...rest, int32Data: biases }],
    });
    expect(await run(normalizeModel(given))).toEqual(expected);
    const { graph } = linear();
    const info = { name: 'x', type: { tensorType: { elemType: dataType, shape: { dim: [] } } } };
    const typed = normalizeModel({ ...given, graph: { ...graph, input: [info] } });
    expect(typed.graph.input[0]!.type!.tensorType!.elemType).toBe(1);
  });
});

describe('external weights', () => {
  const external = (name: string, dims: readonly number[], fields: Record<string, string>): OnnxTensor => ({
    name,
    dims,
    dataType: 1,
    dataLocation: 1,
    externalData: Object.entries(fields).map(([key, value]) => ({ key, value })),
  });
  const bytes = new Uint8Array(Float32Array.of(9, 9, 1, 2, 3, 4, 0.5, -0.5).buffer);
  const outside = linear({
    initializers: [
      external('w', [2, 2], { location: 'm.onnx_data', offset: '8', length: '16' }),
      external('b', [2], { location: 'parts/b.bin' }),
    ],
  });

  it('are found in files beside the model, by offset and length', async () => {
    const model = decodeModel(encodeModel(outside));
    expect(externalFiles(model)).toEqual(['m.onnx_data', 'parts/b.bin']);
    const files = new Map([
      ['m.onnx_data', bytes],
      ['parts/b.bin', bytes.subarray(24)],
    ]);
    expect(await run(embedExternalData(model, files))).toEqual(expected);
  });

  it('leave a model alone that holds all of its own', () => {
    const model = linear();
    expect(externalFiles(model)).toEqual([]);
    expect(embedExternalData(model, new Map())).toBe(model);
  });

  it.each(['../secret', '/etc/passwd', 'C:\\weights', 'a/../../b', 'a\\..\\..\\b', ''])(
    'may not leave the folder: %j',
    (location) => {
      const model = linear({ initializers: [external('w', [2, 2], { location }), b] });
      expect(() => externalFiles(model)).toThrow(
        'Cannot read the external weight "w" as its file must lie in the folder of the model: ',
      );
    },
  );

  it('must lie within their file', () => {
    const short = new Map([
      ['m.onnx_data', bytes.subarray(0, 20)],
      ['parts/b.bin', bytes],
    ]);
    expect(() => embedExternalData(outside, short)).toThrow(
      'Cannot read the external weight "w" as "m.onnx_data" must hold its bytes 8 to 24: it has 20',
    );
  });

  it('must stay below 2 GiB altogether', () => {
    const half = tensor('w', 'float32', [2 ** 28], new Uint8Array(2 ** 30));
    const model = linear({ initializers: [half, { ...half, name: 'b' }] });
    expect(() => encodeModel(model)).toThrow(
      'Cannot run the graph as its weights must stay below 2 GiB: they take 2.0 GiB',
    );
  });
});
