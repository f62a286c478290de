// Every worker thread starts here: Node 20 cannot load TypeScript by itself.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
// piscina hands over [its own data, ours]
const { task } = Array.isArray(workerData) ? workerData[1] : workerData;
const module = await import(task);

export default module.default;
