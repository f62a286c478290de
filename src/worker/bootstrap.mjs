// Every worker thread starts here.
import { workerData } from 'node:worker_threads';

// piscina hands over [its own data, ours]
const { task: file } = Array.isArray(workerData) ? workerData[1] : workerData;
// Node 20 cannot load TypeScript by itself; a bundled task is none.
if (file.endsWith('.ts')) (await import('tsx/esm/api')).register();
const { default: run } = await import(file);

/** @param stop a port; a message on it calls the task off. */
export default async function runTask({ task, stop }) {
  const controller = new AbortController();
  stop.on('message', () => controller.abort());
  try {
    return await run(task, controller.signal);
  } finally {
    stop.close();
  }
}
