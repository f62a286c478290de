import { describe, expect, it } from 'vitest';
import {
  buildModel,
  decodeModel,
  encodeModel,
  node,
  type OnnxModel,
  tensor,
  toNumber,
} from '../../src/graph/index.ts';

const weights = tensor('W', 'float32', [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
const model = buildModel({
  inputs: [{ name: 'X', shape: ['N', 2] }],
  outputs: ['Y'],
  nodes: [node('Gemm', ['X', 'W'], ['Y'], { alpha: 2, transB: 1 })],
  initializers: [weights],
});

function withNode(changed: object): OnnxModel {
  return { ...model, graph: { ...model.graph, node: [{ ...model.graph.node[0]!, ...changed }] } };
}

describe('encodeModel and decodeModel', () => {
  it('keep every field of a model', () => {
    const rich = {
      ...withNode({
        docString: 'why',
        attribute: [
          { name: 'graph', type: 5, g: { ...model.graph, name: 'body' } },
          { name: 'text', type: 3, s: Uint8Array.of(0xff, 0) },
          { name: 'scales', type: 6, floats: [0.5, -0] },
        ],
      }),
      metadataProps: [{ key: 'author', value: 'someone' }],
      docString: 'a model',
      modelVersion: 3,
    };
    const read = decodeModel(encodeModel(rich));
    expect(decodeModel(encodeModel(read))).toEqual(read);
    expect(read).toMatchObject({
      docString: 'a model',
      metadataProps: [{ key: 'author', value: 'someone' }],
    });
    expect(read.graph.node[0]!.attribute[0]!.g!.name).toBe('body');
    expect([...read.graph.node[0]!.attribute[1]!.s!]).toEqual([0xff, 0]);
    expect(read.graph.node[0]!.attribute[2]!.floats).toEqual([0.5, -0]);
    expect([...read.graph.initializer[0]!.rawData!]).toEqual([...weights.rawData!]);
  });

  it('keep 64-bit integers beyond 2^53', () => {
    const greatest = { low: -1, high: 0x7fffffff, unsigned: false };
    const read = decodeModel(encodeModel(withNode({ attribute: [{ name: 'end', type: 2, i: greatest }] })));
    expect(decodeModel(encodeModel(read)).graph.node[0]!.attribute[0]!.i).toMatchObject(greatest);
  });

  it('tell FLOAT from INT attributes by name', () => {
    const [alpha, transB] = decodeModel(encodeModel(model)).graph.node[0]!.attribute;
    expect(alpha).toMatchObject({ name: 'alpha', type: 1, f: 2 });
    expect(transB!.type).toBe(2);
    expect(toNumber(transB!.i!)).toBe(1);
  });

  it.each([
    ['text', Buffer.from('hello, I am a text file'), 'its bytes do not parse'],
    ['a truncated file', encodeModel(model).subarray(0, 60), 'its bytes do not parse'],
    ['nothing', new Uint8Array(0), 'it holds no nodes'],
    [
      'a model without nodes',
      encodeModel({ ...model, graph: { ...model.graph, node: [] } }),
      'it holds no nodes',
    ],
  ])('refuse %s in one sentence', (_, bytes, seen) => {
    const message = expect.stringMatching(/^Cannot read "net\.onnx" as .*: [^\n]*$/);
    expect(() => decodeModel(bytes, 'net.onnx')).toThrow(
      expect.objectContaining({ name: 'BackboneError', message }),
    );
    expect(() => decodeModel(bytes, 'net.onnx')).toThrow(seen);
  });
});
