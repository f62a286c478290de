import { sharedWorkerPool } from '../../src/worker/index.ts';

/** A process that uses worker threads and then has nothing left to do. */
const turns = { count: 2, state: new Int32Array(new SharedArrayBuffer(8)) };
const pool = sharedWorkerPool(new URL('./doubling-task.ts', import.meta.url), 1);
process.stdout.write(JSON.stringify(await pool.run({ task: { numbers: [4, 5], forever: false }, turns })));
