/** result/: the contract between a run and its readers. In: what a run found. Out: `results.json`, checked on the way
 * in and on the way out, and its JSON Schema. A new field goes into `schema.ts`; what must hold between fields into
 * `check.ts`. */
export * from './atomic.ts';
export * from './read.ts';
export * from './schema.ts';
export * from './write.ts';
