import { open } from 'lmdb';
import { openFeatureStore } from '../../src/feature/index.ts';

/** Take the right to extract into a store, as a run of another process would.
 * @returns gives it back. */
export async function holdStore(folder: string): Promise<() => Promise<void>> {
  const store = await openFeatureStore(folder);
  const writer = store.beginExtraction();
  return async () => {
    writer.release();
    await store.close();
  };
}

/** Flip one bit in the middle of the first vector. */
export async function damageOneRecord(folder: string): Promise<void> {
  const root = open<Buffer, Buffer>({ path: folder, noSubdir: false, encoding: 'binary' });
  const vectors = root.openDB<Buffer, Buffer>('vectors', { encoding: 'binary', keyEncoding: 'binary' });
  const [entry] = [...vectors.getRange({ limit: 1 })];
  const value = Buffer.from(entry!.value);
  value[value.length >> 1]! ^= 1;
  await vectors.put(entry!.key, value);
  await root.close();
}
