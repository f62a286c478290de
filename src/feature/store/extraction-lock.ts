import type { RootDatabase } from 'lmdb';
import { StoreError } from '../../core/index.ts';

/** Let one process at a time extract into a store.
 *
 * The holder keeps a read transaction open in an LMDB environment that serves nothing else. The environment's table of
 * readers then names the holder, and the operating system frees the entry when the process ends, however it ends: no
 * lock file is left to delete by hand. The write transaction makes looking and taking one step.
 * @param environment opened on a folder of its own.
 * @returns a function that gives the lock back.
 * @throws {StoreError} If another run, here or in another process, holds it. */
export function takeLock(environment: RootDatabase, storeFolder: string): () => void {
  const transaction = environment.transactionSync(() => {
    environment.readerCheck();
    const holder = /^\s*(\d+)\s/m.exec(environment.readerList())?.[1];
    if (holder !== undefined) {
      throw new StoreError(
        `Cannot extract features as another run is using the store "${storeFolder}": process ${holder}`,
      );
    }
    return environment.useReadTransaction();
  });
  return () => transaction.done();
}
