/** Extracts the features of the folder of images named first into the store named second, slowly, and prints the number of
 * images done after each batch. */
import { silentEffects } from '../../../src/core/index.ts';
import { extractFeatures, openFeatureStore } from '../../../src/feature/index.ts';
import { datasetOf, fakeBackbone, planOf } from '../fakes.ts';

const [images, folder] = process.argv.slice(2);
let done = 0;
const advance = (n: number) => {
  done += n;
  process.stdout.write(`${done}\n`);
};
const effects = silentEffects({ progress: { start: () => ({ advance, stop: () => {} }) } });
const backbone = fakeBackbone(() => new Promise((resolve) => setTimeout(resolve, 20)));
const store = await openFeatureStore(folder!);
await extractFeatures(
  { dataset: datasetOf(images!), plan: planOf(backbone), store, threads: 1, batchSize: 4 },
  effects,
);
await store.close();
