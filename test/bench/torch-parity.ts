/** Features from image files: Strata against PyTorch with its own preprocessing by Pillow, on VGG16 and ResNet-50 as
 * torchvision exports them, with constants folded and not, and through the cards of the same names, which find the layers
 * by the structure of the graph. Every layer of every photo must have a cosine of at least
 * 0.9999. Ends with code 1 where one has not.
 *
 *   python3 test/bench/export-torchvision.py $STRATA_ASSETS/images/hymenoptera $STRATA_EXPORTS
 *   STRATA_ASSETS=… STRATA_EXPORTS=… npx tsx test/bench/torch-parity.ts
 *
 * STRATA_ASSETS names a folder with `images/hymenoptera` (JPEG photos), STRATA_EXPORTS the one that the script filled. */
import { join } from 'node:path';
import type { ImageBackbone } from '../../src/backbone/index.ts';
import { folderFrom, printTable } from './assets.ts';
import { batchOf, meanTaps, openCard, openExported, type Reference, readReference } from './exported.ts';

const minCosine = 0.9999;

/** Features of one layer, (nSamples, dim). */
interface Features {
  readonly data: Float32Array;
  readonly dim: number;
}

function expectedOf({ values, dim }: Reference['layers'][number]): Features {
  const bytes = new Uint8Array(Buffer.from(values, 'base64'));
  return { data: new Float32Array(bytes.buffer), dim };
}

/** The rows less their mean: what photos have in common hides behind a cosine. */
function centred({ data, dim }: Features): Features {
  const nSamples = data.length / dim;
  const mean = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) mean[i % dim]! += data[i]! / nSamples;
  return { data: data.map((value, i) => value - mean[i % dim]!), dim };
}

function cosine(a: Features, row: number, b: Features, otherRow: number): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.dim; i++) {
    const [x, y] = [a.data[row * a.dim + i]!, b.data[otherRow * b.dim + i]!];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / Math.sqrt(aa * bb);
}

/** Least cosine over photos of what Strata and PyTorch saw. */
function leastCosine(seen: Features, expected: Features): number {
  const nSamples = seen.data.length / seen.dim;
  return Math.min(...Array.from({ length: nSamples }, (_, i) => cosine(seen, i, expected, i)));
}

/** Greatest difference, relative to the layer's greatest value. */
function relativeGap(seen: Features, expected: Features): number {
  const largest = expected.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return seen.data.reduce((max, value, i) => Math.max(max, Math.abs(value - expected.data[i]!)), 0) / largest;
}

/** @param layers of the backbone, in the order of the reference's.
 * @returns the least cosine. */
async function compare(
  title: string,
  { photos, layers: expectations }: Reference,
  backbone: ImageBackbone,
  layers: readonly string[],
): Promise<number> {
  const files = photos.map((photo) => join(assets, 'images/hymenoptera', photo));
  const tapped = await backbone.tap(meanTaps(layers), { threads: 2 });
  const vectors = await tapped.run(await batchOf(files), files.length);
  await tapped.release();

  const cosines = expectations.map((layer, t) => {
    const seen: Features = { data: vectors[t]!, dim: tapped.dims[t]! };
    const expected = expectedOf(layer);
    const least = leastCosine(seen, expected);
    rows.push([
      title,
      layer.name,
      `${expected.dim}`,
      least.toFixed(8),
      leastCosine(centred(seen), centred(expected)).toFixed(8),
      relativeGap(seen, expected).toExponential(1),
      cosine(centred(expected), 0, centred(expected), 1).toFixed(4),
    ]);
    return seen.dim === expected.dim ? least : Number.NaN;
  });
  return Math.min(...cosines);
}

const exports = folderFrom('STRATA_EXPORTS', 'the folder that export-torchvision.py filled');
const assets = folderFrom('STRATA_ASSETS', 'a folder of photos');
const rows: string[][] = [];
let least = 1;
for (const network of ['vgg16', 'resnet50']) {
  const reference = readReference(exports, network);
  const names = reference.layers.map(({ name }) => name);
  const tensors = reference.layers.map(({ tensor }) => tensor);
  for (const [title, backbone, layers] of [
    [`${network}.onnx`, await openExported(exports, network), tensors],
    [`${network}-unfolded.onnx`, await openExported(exports, `${network}-unfolded`), tensors],
    [`card ${network}`, await openCard(exports, network), names],
  ] as const) {
    least = Math.min(least, await compare(title, reference, backbone, layers));
  }
}
printTable(
  ['network', 'layer', 'dim', 'least cosine', 'of centred rows', 'relative gap', 'two photos, centred'],
  rows,
);
const isEqual = least >= minCosine;
process.stdout.write(
  `\nleast cosine ${least.toFixed(8)}, ${isEqual ? 'at least' : 'NOT at least'} ${minCosine}\n`,
);
process.exitCode = isEqual ? 0 : 1;
