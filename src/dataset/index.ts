/** dataset/: which samples there are. In: a folder, a table or an embedded set. Out: samples with labels or numbers, splits,
 * groups and the hash of their bytes; no pixel is decoded here.
 * One more kind of data set: one file with a `DatasetSource`, which finds entries and hands them to `build-dataset.ts`,
 * and one line in `registry.ts`. */
export { labelText } from './label-samples.ts';
export { datasets } from './registry.ts';
export type * from './types.ts';
