/** Commits batches to a store on a disk of one megabyte until that fails, then prints the error and how many of the
 * vectors before it can be read. The disk, a tmpfs, is mounted on the folder named on the command line. */
import { execFileSync } from 'node:child_process';
import { openFeatureStore } from '../../../src/feature/index.ts';
import { batchLength, batchOf, batchSpaces, contentOf } from './batches.ts';

const [folder, fill] = process.argv.slice(2);
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder!]);
if (fill)
  execFileSync('dd', ['if=/dev/zero', `of=${folder}/fill`, 'bs=4k', `count=${fill}`], { stdio: 'ignore' });
let b = 0;
try {
  const store = await openFeatureStore(`${folder}/features`);
  const writer = store.beginExtraction();
  const print = (error: unknown) => {
    const row = new Float32Array(batchSpaces[0]!.dim);
    let found = 0;
    for (let i = 0; i < b * batchLength; i++) {
      const contentHash = contentOf(Math.floor(i / batchLength), i % batchLength);
      if (store.read(batchSpaces[0]!.key, contentHash, row) === 'found') found++;
    }
    process.stdout.write(`${error}\n${found === b * batchLength}\n`);
  };
  try {
    for (; ; b++) writer.commit(batchOf(b));
  } catch (error) {
    print(error);
  }
  writer.release();
  await store.close();
} catch (error) {
  process.stdout.write(`${error}\n`);
}
