import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/backbone/index.ts';
import { layers } from '../../src/cli/commands/layers.ts';
import { layerTree } from '../../src/cli/layer-tree.ts';
import { silentEffects } from '../../src/core/index.ts';
import { buildModel, encodeModel, node, type OnnxModel } from '../../src/graph/index.ts';
import { smallNet } from '../support/small-net.ts';
import { tempFolder } from '../support/temp-folder.ts';

const cwd = tempFolder();

async function shown(model: OnnxModel, options: { pooling?: string; tree?: boolean } = {}): Promise<string> {
  writeFileSync(join(cwd, 'net.onnx'), encodeModel(model));
  const lines: string[] = [];
  const { logger } = silentEffects();
  const effects = silentEffects({ cwd, logger: { ...logger, info: (line) => void lines.push(line) } });
  await layers({ id: 'net.onnx', pooling: 'mean', tree: false, ...options }, effects);
  return lines.join('\n');
}

const layer = (name: string): Layer => ({
  name,
  operator: 'Conv',
  shape: [8],
  depth: 0,
  macs: 0,
  parameters: 0,
});

describe('strata layers', () => {
  it('prints every layer with its cost and the bytes of its vector, a star at the stages', async () => {
    expect(await shown(smallNet())).toBe(`\
   layer           operator           shape  depth    multiply-adds  parameters  bytes
   stem            Conv               4×6×6  6.3 %              432          12     16
   block           Conv               4×6×6  82.5 %            5616         156     16
   sum             Add                4×6×6  82.5 %            5616         156     16
*  sum/relu        Relu               4×6×6  82.5 %            5616         156     16
   down            Conv               8×3×3  99.4 %            6768         284     32
   down/positions  Reshape            8×9    99.4 %            6768         284     36
   tokens          Transpose          9×8    99.4 %            6768         284     32
   pooled          GlobalAveragePool  8×1×1  99.4 %            6768         284     32
*  vector          Reshape            8      99.4 %            6768         284     32
*  logits          Gemm               5      100.0 %           6808         324     20
   probability     Softmax            5      100.0 %           6808         324     20
11 layers; * is a stage; bytes are those of a sample after pooling by mean`);
  });

  it('leaves the bytes out where a pooling does not fit, and refuses an unknown one', async () => {
    const lines = (await shown(smallNet(), { pooling: 'spatial-pyramid' })).split('\n');
    expect(lines[1]).toMatch(/ 12 {5}80$/);
    expect(lines[8]).toMatch(/pooled .* 284$/);
    await expect(shown(smallNet(), { pooling: 'men' })).rejects.toThrow(
      'Cannot find pooling "men": did you mean "mean"',
    );
  });

  it('works on a graph of several inputs of any type', async () => {
    const model = buildModel({
      inputs: [
        { name: 'audio', shape: ['batch', 'samples'] },
        { name: 'state', shape: [2, 'batch', 4] },
        { name: 'rate', type: 'int64', shape: ['batch', 1] },
      ],
      outputs: ['scaled', 'kept'],
      nodes: [
        node('Cast', ['rate'], ['rate/float'], { to: 1 }),
        node('Mul', ['audio', 'rate/float'], ['scaled']),
        node('Transpose', ['state'], ['kept'], { perm: [1, 0, 2] }),
      ],
    });
    const lines = (await shown(model)).split('\n').slice(1, -1);
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(-6, -4).join(' '))).toEqual([
      'Cast 1',
      'Mul 16',
      'Transpose 2×4',
    ]);
  });

  const hits = buildModel({
    inputs: [{ name: 'x', shape: ['N', 3, 4, 4] }],
    outputs: ['rows'],
    nodes: [
      node('Relu', ['x'], ['relu']),
      node('NonZero', ['relu'], ['places']),
      node('Transpose', ['places'], ['rows']),
    ],
  });

  it('names what lies behind a shape that depends on values', async () => {
    expect(await shown(hits)).toContain(
      'Left out as their shape depends on the values of the input, behind NonZero "places": "places" and 1 more',
    );
  });

  it('prints the tree with the stars and numbers of its layers', async () => {
    const model = buildModel({
      inputs: [{ name: 'x', shape: ['N', 3, 4, 4] }],
      outputs: ['block/b'],
      nodes: [node('Relu', ['x'], ['block/a']), node('Sigmoid', ['block/a'], ['block/b'])],
    });
    expect(await shown(model, { tree: true })).toBe(`\
   layer      operator  shape  depth  multiply-adds  parameters  bytes
   block (2)
*    a        Relu      3×4×4  0.0 %              0           0     12
*    b        Sigmoid   3×4×4  0.0 %              0           0     12
2 layers; * is a stage; bytes are those of a sample after pooling by mean`);
  });

  it('groups by block: slashes, numbers, chains in one line', async () => {
    const names = ['/stem/Conv', '/stage1/a/conv/Conv', '/stage1/a/Relu', '/stage1/b/Conv', 'head'];
    expect(layerTree(names.map(layer)).map(({ label }) => label)).toEqual([
      'stem/Conv',
      'stage1 (3)',
      '  a (2)',
      '    conv/Conv',
      '    Relu',
      '  b/Conv',
      'head',
    ]);
    const keras = ['conv1', 'block_1_conv', 'block_1_relu', 'block_2_add', 'leaky_re_lu_15'];
    expect(layerTree(keras.map(layer)).map(({ label }) => label)).toEqual([
      'conv1',
      'block_1 (2)',
      '  conv',
      '  relu',
      'block_2/add',
      'leaky_re_lu_15',
    ]);
  });
});
