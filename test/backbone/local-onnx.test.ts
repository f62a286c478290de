import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBackbone, type SourceSpec } from '../../src/backbone/index.ts';
import { sha256, silentEffects } from '../../src/core/index.ts';
import { buildModel, encodeModel, node, type OnnxModel, tensor } from '../../src/graph/index.ts';
import { openImageBackbone } from '../support/image-backbone.ts';
import { smallImages, smallNet } from '../support/small-net.ts';
import { tempFolder } from '../support/temp-folder.ts';

const cwd = tempFolder();

type FileSpec = Extract<SourceSpec, { onnx: string }>;

function open(spec: FileSpec, content: OnnxModel | Uint8Array = smallNet()) {
  const bytes = content instanceof Uint8Array ? content : encodeModel(content);
  writeFileSync(join(cwd, spec.onnx), bytes);
  return openImageBackbone(spec, { cwd });
}

/** One operator on an input of this shape. */
function single(shape: readonly (number | string)[], opType = 'Relu', type: 'float32' | 'uint8' = 'float32') {
  return buildModel({
    inputs: [{ name: 'x', type, shape }],
    outputs: ['y'],
    nodes: [node(opType, ['x'], ['y'])],
  });
}

describe('a local ONNX file', () => {
  it('takes its size from the graph, its name from the file, and its hash from the bytes', async () => {
    const backbone = await open({ onnx: 'small.onnx', input: { mean: [1, 2, 3] } });
    expect(backbone.id).toBe('small');
    expect(backbone.weightsHash).toBe(sha256(encodeModel(smallNet())));
    expect(backbone.input).toEqual({
      size: [6, 6],
      resize: 'short-side',
      kernel: 'bilinear',
      channels: 'rgb',
      scale: 1,
      mean: [1, 2, 3],
      std: [1, 1, 1],
      layout: 'nchw',
    });
  });

  it('finds stages: residual sum, map before it shrinks, input of the classifier, deepest but for probabilities', async () => {
    const backbone = await open({ onnx: 'small.onnx' });
    expect(backbone.stages).toEqual(['sum/relu', 'vector', 'logits']);
  });

  it('takes the stages it is given', async () => {
    const backbone = await open({ onnx: 'small.onnx', stages: ['down', 'st*'] });
    expect(backbone.stages).toEqual(['stem', 'down']);
    await expect(open({ onnx: 'small.onnx', stages: ['dwon'] })).rejects.toThrow(
      'Cannot find layer "dwon" of backbone "small": did you mean "down"',
    );
  });

  it('runs batches though it was exported for one image', async () => {
    const taps = [
      { layer: 'vector', pooling: 'mean' },
      { layer: 'tokens', pooling: 'max' },
    ] as const;
    const [free, fixed] = await Promise.all([
      open({ onnx: 'n.onnx' }),
      open({ onnx: 'one.onnx' }, smallNet(1)),
    ]);
    const [expected, actual] = await Promise.all(
      [free, fixed].map(async (backbone) => (await backbone.tap(taps)).run(smallImages(3), 3)),
    );
    expect(actual).toEqual(expected);
  });

  it('reads images whose channels come last', async () => {
    const backbone = await open({ onnx: 'nhwc.onnx' }, single(['N', 4, 5, 3]));
    expect(backbone.input).toMatchObject({ layout: 'nhwc', size: [4, 5] });
    const tapped = await backbone.tap([{ layer: 'y', pooling: 'flatten' }]);
    const pixels = Float32Array.from({ length: 60 }, (_, i) => i);
    expect(await tapped.run(pixels, 1)).toEqual([pixels]);
  });

  it('is 224×224 where neither graph nor config says otherwise', async () => {
    const free = single(['N', 3, 'H', 'W']);
    expect((await open({ onnx: 'free.onnx' }, free)).input.size).toEqual([224, 224]);
    expect((await open({ onnx: 'free.onnx', input: { size: [32, 48] } }, free)).input.size).toEqual([32, 48]);
  });

  const two = buildModel({
    inputs: ['a', 'b'].map((name) => ({ name, shape: ['N', 3, 8, 8] })),
    outputs: ['y'],
    nodes: [node('Add', ['a', 'b'], ['y'])],
  });
  const rigid = buildModel({
    inputs: [{ name: 'x', shape: ['N', 3, 8, 8] }],
    outputs: ['y'],
    nodes: [node('Reshape', ['x', 'shape'], ['y'])],
    initializers: [tensor('shape', 'int64', [2], BigInt64Array.of(1n, 192n))],
  });
  it.each<[string, OnnxModel | Uint8Array, string, Partial<FileSpec>?]>([
    [
      'text',
      Buffer.from('no network'),
      'Cannot read "bad.onnx" as it must be an ONNX file: its bytes do not parse',
    ],
    ['two inputs', two, 'Cannot use "bad.onnx" as it must have one input: "a", "b"'],
    [
      'integer pixels',
      single(['N', 3, 8, 8], 'Identity', 'uint8'),
      'Cannot use "bad.onnx" as its input must be float32: ONNX type 2',
    ],
    [
      'vectors',
      single(['N', 8]),
      'Cannot use "bad.onnx" as its input must be images of 4 dimensions: it has 2',
    ],
    [
      'grey images',
      single(['N', 1, 8, 8]),
      'Cannot use "bad.onnx" as its input must hold 3 channels as nchw: ?×1×8×8',
    ],
    [
      'another size',
      single(['N', 3, 8, 8]),
      'Cannot use "bad.onnx" as input.size must be that of its graph, 8×8: 9×9',
      { input: { size: [9, 9] } },
    ],
    [
      'another layout',
      single(['N', 3, 8, 8]),
      'as its input must hold 3 channels as nhwc',
      { input: { layout: 'nhwc' } },
    ],
    [
      'what is said of texts',
      single(['N', 3, 8, 8]),
      'Cannot use "bad.onnx" as its graph takes images, which are not split: "input.maxTokens"',
      { input: { maxTokens: 8 } },
    ],
    [
      'a graph for one image only',
      rigid,
      'Cannot use backbone "bad" as it must run on batches of 3×8×8 values',
    ],
    [
      'an unknown operator',
      single(['N', 3, 8, 8], 'Gimble'),
      'Cannot start a session as ONNX Runtime must accept the graph',
    ],
  ])('refuses %s', async (_, content, message, spec = {}) => {
    await expect(open({ onnx: 'bad.onnx', ...spec }, content)).rejects.toThrow(
      expect.objectContaining({ name: 'BackboneError', message: expect.stringContaining(message) }),
    );
  });

  it('refuses a missing file and an unknown id', async () => {
    const effects = silentEffects({ cwd });
    await expect(openBackbone({ onnx: 'none.onnx' }, effects)).rejects.toThrow(
      'Cannot open backbone "none.onnx" as its file must be readable: ENOENT',
    );
    await expect(openBackbone('mobilenet-v3-cocoa', effects)).rejects.toThrow(
      'Cannot find backbone "mobilenet-v3-cocoa": did you mean "mobilenet-v3-coco"',
    );
  });
});

const assets = process.env.STRATA_ASSETS;
describe.skipIf(!assets)('published ONNX files', () => {
  it.each([
    ['mobilenet-v2-035-imagenet', 'features', 1280, ['block_2_add', 'block_5_add', 'block_15_add']],
    ['darknet-tiny-imagenet', 'global_average_pooling2d_1', 1000, ['leaky_re_lu_2', 'leaky_re_lu_15']],
  ])('%s lists layers, has stages and runs', async (id, deepest, dim, some) => {
    const backbone = await openImageBackbone({ onnx: `models/${id}.onnx` }, { cwd: assets! });
    expect(backbone.stages).toEqual(expect.arrayContaining([...some, deepest]));
    expect(backbone.stages.at(-1)).toBe(deepest);
    expect(backbone.stages.length).toBeLessThanOrEqual(8);
    const tapped = await backbone.tap(backbone.stages.map((layer) => ({ layer, pooling: 'max' })));
    const vectors = await tapped.run(new Float32Array(2 * 3 * 224 * 224).fill(0.5), 2);
    expect(tapped.dims.at(-1)).toBe(dim);
    expect(vectors.map(({ length }) => length / 2)).toEqual(tapped.dims);
    expect(vectors.every((values) => values.every(Number.isFinite))).toBe(true);
  });
});
