/** What a sweep costs: eight layers of ResNet-50 in one pass against the deepest of them alone, and each of the eight
 * alone against its depth. Runs take turns; the table holds medians. Ends with code 1 where the sweep costs more than
 * 1.10 of the deepest layer.
 *
 *   python3 test/bench/export-torchvision.py $STRATA_ASSETS/images/hymenoptera $STRATA_EXPORTS
 *   STRATA_ASSETS=… STRATA_EXPORTS=… npx tsx test/bench/layer-sweep.ts [network] [rounds]
 *
 * STRATA_ASSETS names a folder with `images/hymenoptera` (JPEG photos), STRATA_EXPORTS the one that the script filled;
 * the network is `resnet50` or `resnet50-unfolded`. Wants a machine that does nothing else: it prints the load. */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { TappedBackbone } from '../../src/backbone/index.ts';
import { folderFrom, photosIn, printTable } from './assets.ts';
import { batchOf, meanTaps, openExported } from './exported.ts';

const maxRatio = 1.1;
const batchSize = 8;
const threads = 2;

interface Contender {
  readonly name: string;
  readonly tapped: TappedBackbone;
  readonly depth: number;
  readonly milliseconds: number[];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Let contenders run one after the other, and the other way round in every second round. */
async function takeTurns(contenders: readonly Contender[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { tapped, milliseconds } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const start = performance.now();
      await tapped.run(batch, batchSize);
      milliseconds.push(performance.now() - start);
    }
  }
}

const exports = folderFrom('STRATA_EXPORTS', 'the folder that export-torchvision.py filled');
const assets = folderFrom('STRATA_ASSETS', 'a folder of photos');
const [network = 'resnet50', rounds = '20'] = process.argv.slice(2);
const backbone = await openExported(exports, network);
const batch = await batchOf(photosIn(join(assets, 'images/hymenoptera'), batchSize));

// The activation behind every residual sum is a block's output: every second one of the sixteen.
const layers = backbone.select(['*relu_2*']).filter((_, i) => i % 2 === 1);
const contenderOf = async (name: string, names: readonly string[], depth: number): Promise<Contender> => {
  const tapped = await backbone.tap(meanTaps(names), { threads });
  await tapped.run(batch, batchSize);
  return { name, tapped, depth, milliseconds: [] };
};
const names = layers.map(({ name }) => name);
const sweep = await contenderOf(`${layers.length} layers in one pass`, names, layers.at(-1)!.depth);
const alone: Contender[] = [];
for (const { name, depth } of layers) alone.push(await contenderOf(name, [name], depth));
const deepest = alone.at(-1)!;

await takeTurns([sweep, deepest], Number(rounds));
const ratio = median(sweep.milliseconds.map((time, round) => time / deepest.milliseconds[round]!));
const leastRatio = Math.min(...sweep.milliseconds) / Math.min(...deepest.milliseconds);
await takeTurns(alone, Math.ceil(Number(rounds) / 2));
for (const { tapped } of [sweep, ...alone]) await tapped.release();

process.stdout.write(
  `${network}, batches of ${batchSize}, ${threads} threads, medians of ${rounds} rounds; ` +
    `${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}\n\n`,
);
const deepestTime = median(deepest.milliseconds);
printTable(
  ['', 'ms an image', 'least', 'images/s', 'time / deepest', 'depth / deepest'],
  [...alone, sweep].map(({ name, milliseconds, depth }) => [
    name,
    (median(milliseconds) / batchSize).toFixed(1),
    (Math.min(...milliseconds) / batchSize).toFixed(1),
    ((1000 * batchSize) / median(milliseconds)).toFixed(1),
    (median(milliseconds) / deepestTime).toFixed(3),
    (depth / deepest.depth).toFixed(3),
  ]),
);
const isCheap = ratio <= maxRatio;
process.stdout.write(
  `\nsweep / deepest alone in the same round: ${ratio.toFixed(3)}, ${isCheap ? 'at most' : 'NOT at most'} ${maxRatio}; ` +
    `least against least ${leastRatio.toFixed(3)}\n`,
);
process.exitCode = isCheap ? 0 : 1;
