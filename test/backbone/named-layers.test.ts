import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBackbone } from '../../src/backbone/index.ts';
import { nameLayers } from '../../src/backbone/named-layers/index.ts';
import type { Architecture } from '../../src/backbone/types.ts';
import { silentEffects } from '../../src/core/index.ts';
import {
  encodeModel,
  exposeModel,
  listLayers,
  normalizeModel,
  type OnnxModel,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import {
  type ExportStyle,
  type NamedNet,
  tinyMobileNet,
  tinyResnet,
  tinyVgg,
  tinyVit,
} from '../support/named-nets.ts';
import { tempFolder } from '../support/temp-folder.ts';

const batch = 2;

async function layersOf(model: OnnxModel, size: number) {
  const session = await createSession(encodeModel(exposeModel(model)));
  const dims = [batch, 3, size, size];
  const data = new Float32Array(batch * 3 * size * size).fill(0.5);
  const outputs = await session.run({ x: { type: 'float32', data, dims } });
  await session.release();
  const shapes = Object.entries(outputs).map(([name, { dims }]) => [name, dims] as const);
  return listLayers(model, new Map([['x', dims], ...shapes]), batch);
}

async function named(architecture: Architecture, model: OnnxModel, size: number) {
  const names = nameLayers(architecture, model, await layersOf(model, size));
  return Object.fromEntries([...names].map(([tensor, name]) => [name, tensor]));
}

const styles: readonly ExportStyle[] = [
  {},
  { unfolded: true },
  { padded: true, aliased: true },
  { unfolded: true, padded: true, aliased: true, spread: true },
];

describe.each<[Architecture, (style: ExportStyle) => NamedNet]>([
  ['vgg', tinyVgg],
  ['staged', tinyResnet],
  ['inverted-residual', tinyMobileNet],
  ['transformer', tinyVit],
])('layers of a %s network', (architecture, make) => {
  it.each(styles)('are found in an export with %j', async (style) => {
    const { model, size, expected } = make(style);
    expect(await named(architecture, normalizeModel(model), size)).toEqual(expected);
  });

  it('are found in a graph that was not normalized', async () => {
    const { model, size, expected } = make({ aliased: true });
    expect(await named(architecture, model, size)).toEqual(expected);
  });
});

describe('layers of another network', () => {
  it('are left out', async () => {
    const { model, size } = tinyVgg({});
    expect(await named('transformer', model, size)).toEqual({});
    expect(Object.keys(await named('staged', model, size))).toEqual([]);
  });
});

it('a tensor that is called like a named layer gives way', async () => {
  const { model, size, expected } = tinyResnet({});
  const first = model.graph.node.find(({ opType }) => opType === 'Relu')!.output[0]!;
  const shadowed = (name: string) => (name === first ? 'stage1' : name);
  const other = {
    ...model,
    graph: {
      ...model.graph,
      node: model.graph.node.map((node) => ({
        ...node,
        input: node.input.map(shadowed),
        output: node.output.map(shadowed),
      })),
    },
  };
  expect(await named('staged', other, size)).toMatchObject({
    stage1: expected.stage1,
    'tensor:stage1': 'stage1',
  });
});

it('a card finds its stages in a file that was exported elsewhere', async () => {
  const cwd = tempFolder();
  const { model } = tinyResnet({ unfolded: true, aliased: true }, { size: 224, nStages: 4 });
  writeFileSync(join(cwd, 'resnet18.onnx'), encodeModel(model));
  const env = { STRATA_WEIGHTS: '.', HF_HUB_OFFLINE: '1' };
  const backbone = await openBackbone('resnet18', silentEffects({ cwd, env }));
  expect(backbone.stages).toEqual(['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'pool']);
  expect(backbone.select(['stage2', 'pool']).map(({ shape }) => shape)).toEqual([[12, 28, 28], [20]]);
  expect(() => backbone.select(['stage5'])).toThrow('did you mean "stage');
});

it('a card refuses a file of another architecture', async () => {
  const cwd = tempFolder();
  const { model } = tinyResnet({}, { size: 224 });
  writeFileSync(join(cwd, 'vgg16.onnx'), encodeModel(model));
  const opened = openBackbone('vgg16', silentEffects({ cwd, env: { STRATA_WEIGHTS: '.' } }));
  await expect(opened).rejects.toThrow('of backbone "vgg16"');
});
