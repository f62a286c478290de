import { describe, expect, it } from 'vitest';
import { backbones, type ImageCard, openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { emojiImages } from '../support/emoji.ts';
import { graphFilesOf, imageParity, trunkOf } from '../support/parity.ts';
import { loadReference, type ReferenceTensor, relativeError, runReference, toNchw } from '../support/tfjs.ts';

const tolerance = 1e-3;
const cards = ['mobilenet-v3-coco', 'mobilenet-v2-pose'].map((id) => backbones.get(id) as ImageCard);

describe.each(cards)('$id equals TensorFlow.js on the same graph', (card) => {
  it.each([
    [20, ...card.input.size],
    [3, 197, 163],
  ])('in every tensor of the trunk, %i images of %i×%i', async (n, height, width) => {
    const { differences } = await imageParity(card, n, height, width);
    expect(differences.size).toBeGreaterThan(60);
    expect([...differences].filter(([, difference]) => !(difference < tolerance))).toEqual([]);
  });

  it('in the pooled vectors of the stages, 6 images', async () => {
    const n = 6;
    const [height, width] = card.input.size;
    const backbone = await openBackbone(card.id, silentEffects());
    if (backbone.modality !== 'image') throw new Error('an image backbone');
    const tapped = await backbone.tap(backbone.stages.map((layer) => ({ layer, pooling: 'mean' })));
    const images = await emojiImages(n, height, width);
    const vectors = await tapped.run(toNchw(images, [n, height, width, 3]), n);
    await tapped.release();

    const { model, weights } = graphFilesOf(card);
    const graph = await loadReference(model, Buffer.concat(weights));
    const trunk = trunkOf(card, model);
    const nodes = backbone.stages.map((stage) => trunk.find((name) => card.trunk!.exec(name)![1] === stage)!);
    for (let i = 0; i < n; i++) {
      const image = images.subarray((i * images.length) / n, ((i + 1) * images.length) / n);
      const outputs = await runReference(graph, [1, height, width, 3], image, nodes);
      nodes.forEach((name, t) => {
        const dim = tapped.dims[t]!;
        const actual = vectors[t]!.subarray(i * dim, (i + 1) * dim);
        expect(relativeError(actual, meanOverPositions(outputs.get(name)!)), name).toBeLessThan(tolerance);
      });
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
