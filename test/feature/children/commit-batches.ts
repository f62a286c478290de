/** Commits batches to the store named on the command line, without end: vector i of batch b holds the value b, in two
 * spaces. Prints each batch once it is committed. */
import { openFeatureStore } from '../../../src/feature/index.ts';
import { batchOf } from './batches.ts';

const store = await openFeatureStore(process.argv[2]!);
const writer = store.beginExtraction();
for (let b = 0; ; b++) {
  writer.commit(batchOf(b));
  process.stdout.write(`${b}\n`);
}
