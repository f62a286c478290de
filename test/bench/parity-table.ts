/** How far every converted TensorFlow.js network is from TensorFlow.js itself (WebAssembly), in every layer: max |ours −
 * theirs| / max |theirs|, the worst over the samples.
 * Run: node --import tsx test/bench/parity-table.ts
 * With STRATA_ASSETS the published layers-models come too. */
import { backbones, type ImageCard, type TextCard } from '../../src/backbone/index.ts';
import { createRng } from '../../src/core/index.ts';
import { publishedLayersModels, readLayersFiles } from '../support/layers-models.ts';
import { imageParity, layersParity, type Parity, sentenceParity } from '../support/parity.ts';

const rows: Parity[] = [];
for (const id of ['mobilenet-v3-coco', 'mobilenet-v2-pose']) {
  const card = backbones.get(id) as ImageCard;
  rows.push(await imageParity(card, 20, ...card.input.size));
}
const rng = createRng(11);
const sentences = Array.from({ length: 50 }, (_, i) => Array.from({ length: 1 + i }, () => rng.int(8000)));
rows.push(await sentenceParity(backbones.get('use-lite') as TextCard, sentences));
const assets = process.env.STRATA_ASSETS;
for (const { folder, prepare } of assets === undefined ? [] : publishedLayersModels) {
  rows.push(await layersParity(folder, readLayersFiles(assets!, folder), 10, [224, 224], prepare));
}

process.stdout.write(
  '| network | samples | layers compared | max relative difference | in layer |\n|---|---|---|---|---|\n',
);
for (const { network, samples, differences } of rows) {
  const [layer, worst] = [...differences].reduce((a, b) => (b[1] > a[1] ? b : a));
  process.stdout.write(
    `| ${network} | ${samples} | ${differences.size} | ${worst.toExponential(1)} | \`${layer}\` |\n`,
  );
}
