import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotRead, cannotWrite } from './store-errors.ts';

/** Room for the first pages of a store: LMDB maps its lock file into memory, and where the disk has no room for that page
 * the process dies of SIGBUS instead of getting an error. */
const PROBE_BYTES = 65_536;

const META_BYTES = 160;
const MAGIC = 0xbeefc0de;

/** Make the folder and find out by trying whether it takes a file.
 * @throws {StoreError} If it does not. */
export async function ensureWritable(folder: string): Promise<void> {
  const probe = join(folder, `probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, new Uint8Array(PROBE_BYTES));
  } catch (error) {
    throw cannotWrite(folder, PROBE_BYTES, error);
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

/** Check the header of `data.mdb`: LMDB ends the process with a signal where it is not its own file, or is cut off.
 * A folder without the file, or with an empty one, is a new store.
 * Source: struct MDB_meta in LMDB's mdb.c, data version 2.
 * @throws {StoreError} If the file cannot be LMDB's. */
export async function checkDataFile(folder: string): Promise<void> {
  const file = await open(join(folder, 'data.mdb')).catch(() => undefined);
  if (file === undefined) return;
  try {
    const first = await readMeta(file, 0);
    if (first.bytesRead === 0) return;
    if (!first.valid) throw cannotRead(folder, `it starts with ${first.head}`);
    const second = await readMeta(file, first.pageSize);
    if (!second.valid) throw cannotRead(folder, `its second page starts with ${second.head || 'nothing'}`);
    const newest = first.transaction > second.transaction ? first : second;
    const expected = (newest.lastPage + 1) * first.pageSize;
    const { size } = await file.stat();
    if (size < expected) throw cannotRead(folder, `it was cut off at ${size} of ${expected} bytes`);
  } finally {
    await file.close();
  }
}

async function readMeta(file: Awaited<ReturnType<typeof open>>, position: number) {
  const bytes = Buffer.alloc(META_BYTES);
  const { bytesRead } = await file.read(bytes, 0, META_BYTES, position);
  return {
    bytesRead,
    valid: bytesRead === META_BYTES && bytes.readUInt32LE(24) === MAGIC,
    head: bytes.toString('hex', 0, Math.min(bytesRead, 32)),
    pageSize: bytes.readUInt32LE(48),
    lastPage: Number(bytes.readBigUInt64LE(144)),
    transaction: Number(bytes.readBigUInt64LE(152)),
  };
}
