import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backbones, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import {
  encodeModel,
  exposeModel,
  importTfjsGraphModel,
  type TfjsGraphModel,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import { emojiImages } from '../support/emoji.ts';
import { loadReference, type ReferenceTensor, relativeError, runReference, toNchw } from '../support/tfjs.ts';

const tolerance = 1e-3;
const card = backbones.get('mobilenet-v3-coco');
const { model, weights } = readGraphModel();
const trunk = model.modelTopology.node.filter(({ op, name }) => op !== 'Const' && card.trunk!.test(name));
const reference = loadReference(model, weights);

function readGraphModel(): { model: TfjsGraphModel; weights: Uint8Array } {
  const modules = createRequire(import.meta.url).resolve.paths('@vladmandic/human')!;
  for (const folder of modules) {
    try {
      const json = readFileSync(join(folder, '@vladmandic/human/models/centernet.json'), 'utf8');
      return {
        model: JSON.parse(json),
        weights: readFileSync(join(folder, '@vladmandic/human/models/centernet.bin')),
      };
    } catch {}
  }
  throw new Error('Cannot find @vladmandic/human');
}

/** Every image of the batch through the reference, one by one. */
async function* referenceRuns(
  images: Float32Array,
  n: number,
  shape: readonly number[],
  names: readonly string[],
) {
  const size = images.length / n;
  const graph = await reference;
  for (let i = 0; i < n; i++) {
    const image = images.subarray(i * size, (i + 1) * size);
    yield { image, outputs: await runReference(graph, [1, ...shape], image, names) };
  }
}

describe('mobilenet-v3-coco equals TensorFlow.js on the same graph', () => {
  it.each([
    [20, 224, 224],
    [3, 197, 163],
  ])('in every tensor of the trunk, %i images of %i×%i', async (n, height, width) => {
    const converted = importTfjsGraphModel(model, [weights], (name) => card.trunk!.test(name));
    const session = await createSession(encodeModel(exposeModel(converted)));
    const names = trunk.map(({ name }) => name);
    const worst = new Map<string, number>();
    const images = await emojiImages(n, height, width);
    for await (const { image, outputs } of referenceRuns(images, n, [height, width, 3], names)) {
      const data = toNchw(image, [1, height, width, 3]);
      const actual = await session.run({
        [session.inputNames[0]!]: { type: 'float32', data, dims: [1, 3, height, width] },
      });
      for (const name of names) {
        const expected = outputs.get(name)!;
        expect(actual[name]!.dims).toEqual(expected.shape);
        const error = relativeError(actual[name]!.data as Float32Array, expected.data);
        worst.set(name, Math.max(worst.get(name) ?? 0, error));
      }
    }
    await session.release();
    expect(names.length).toBeGreaterThan(150);
    expect([...worst].filter(([, error]) => !(error < tolerance))).toEqual([]);
  });

  it('in the pooled vectors of the stages, 20 images', async () => {
    const n = 20;
    const [height, width] = card.input.size;
    const backbone = await openBackbone(card.id, silentEffects());
    const tapped = await backbone.tap(backbone.stages.map((layer) => ({ layer, pooling: 'mean' })));
    const images = await emojiImages(n, height, width);
    const vectors = await tapped.run(toNchw(images, [n, height, width, 3]), n);
    await tapped.release();
    const nodes = backbone.stages.map(
      (stage) => trunk.find(({ name }) => card.trunk!.exec(name)![1] === stage)!.name,
    );
    let i = 0;
    for await (const { outputs } of referenceRuns(images, n, [height, width, 3], nodes)) {
      nodes.forEach((name, t) => {
        const dim = tapped.dims[t]!;
        const actual = vectors[t]!.subarray(i * dim, (i + 1) * dim);
        expect(relativeError(actual, meanOverPositions(outputs.get(name)!)), name).toBeLessThan(tolerance);
      });
      i++;
    }
  });
});

function meanOverPositions({ shape, data }: ReferenceTensor): Float32Array {
  const area = shape[2]! * shape[3]!;
  return Float32Array.from({ length: shape[1]! }, (_, c) => {
    let sum = 0;
    for (let p = 0; p < area; p++) sum += data[c * area + p]!;
    return sum / area;
  });
}
