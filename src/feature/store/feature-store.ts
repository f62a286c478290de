import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../core/index.ts';
import { DECODER_VERSION } from '../spaces/versions.ts';
import type { FeatureSpace } from '../types.ts';
import { takeLock } from './extraction-lock.ts';
import { checkDataFile, ensureWritable } from './lmdb-file.ts';
import { decodeRecord, encodeRecord, recordKey } from './record.ts';
import { cannotRead, cannotWrite } from './store-errors.ts';
import type { FeatureStore, Measurement, StoreBatch } from './types.ts';

/** What is known of a feature space beside its vectors. */
type SpaceRecord = Pick<FeatureSpace, 'id' | 'dim' | 'spec'> & Measurement;

/** Whether a folder holds a feature store: to look into one without making one. */
export function hasFeatureStore(folder: string): boolean {
  return existsSync(join(folder, 'data.mdb'));
}

/** Open the feature store in a folder, or make one. Any number of processes may have it open.
 * @param folder absolute.
 * @throws {StoreError} If the folder cannot be written, or holds files that are not a store's.
 * Cost: about 20 ms; a read copies the vector once and hashes it. */
export async function openFeatureStore(folder: string): Promise<FeatureStore> {
  const lockFolder = join(folder, 'extraction');
  await ensureWritable(folder);
  await checkDataFile(folder);
  await checkDataFile(lockFolder);
  const { open } = await import('lmdb');

  const openEnvironment = (path: string) =>
    // Plain LMDB commits: on disk when the call returns, two meta pages.
    open<Buffer, Buffer>({ path, noSubdir: false, overlappingSync: false, encoding: 'binary' });
  const openTables = () => {
    const root = openEnvironment(folder);
    return {
      root,
      locks: openEnvironment(lockFolder),
      vectors: root.openDB<Buffer, Buffer>('vectors', { encoding: 'binary', keyEncoding: 'binary' }),
      failures: root.openDB<string, string>('failures', { encoding: 'string' }),
      spaces: root.openDB<SpaceRecord, string>('spaces', { encoding: 'json' }),
    };
  };
  const intact = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw cannotRead(folder, messageOf(error), error);
    }
  };
  const { root, locks, vectors, failures, spaces } = intact(openTables);
  const failureKey = (contentHash: string) => `${DECODER_VERSION}/${contentHash}`;

  const commit = ({ vectors: rows, failures: failed, measurements }: StoreBatch): void => {
    const bytes = rows.reduce((sum, { values }) => sum + values.byteLength, 0);
    try {
      root.transactionSync(() => {
        for (const { space, contentHash, values } of rows) {
          const key = recordKey(space.key, contentHash);
          vectors.putSync(key, encodeRecord(key, values));
        }
        for (const { contentHash, reason } of failed) failures.putSync(failureKey(contentHash), reason);
        for (const { space, samples, ms } of measurements) {
          const before = spaces.get(space.key);
          spaces.putSync(space.key, {
            id: space.id,
            dim: space.dim,
            spec: space.spec,
            samples: (before?.samples ?? 0) + samples,
            ms: (before?.ms ?? 0) + ms,
          });
        }
      });
    } catch (error) {
      throw cannotWrite(folder, bytes, error);
    }
  };

  return {
    folder,
    has: (space, contentHash) => intact(() => vectors.doesExist(recordKey(space, contentHash))),
    read: (space, contentHash, row) => {
      const key = recordKey(space, contentHash);
      const record = intact(() => vectors.getBinaryFast(key));
      if (record === undefined) return 'missing';
      return decodeRecord(key, record, record.length, row) ? 'found' : 'corrupt';
    },
    failureOf: (contentHash) => intact(() => failures.get(failureKey(contentHash))),
    measurementOf: (space) => intact(() => spaces.get(space)),
    beginExtraction: () => ({ commit, release: takeLock(locks, folder) }),
    close: async () => {
      await root.close();
      await locks.close();
    },
  };
}
