/** result/: the contract between a run and its readers. In: what a run found. Out: `results.json` and
 * `exploration.json` (what a person digs in, in `exploration/`), checked on the way in and on the way out, and their JSON
 * Schemas. A new field goes into `schema.ts`; what must hold between fields into `check.ts`. */
export * from './atomic.ts';
export * from './cells-csv.ts';
export * from './csv.ts';
export * from './exploration/read.ts';
export * from './exploration/schema.ts';
export * from './exploration/write.ts';
export * from './predictions.ts';
export * from './read.ts';
export * from './schema.ts';
export * from './write.ts';
