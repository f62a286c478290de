import { statfsSync } from 'node:fs';
import { constants } from 'node:os';
import { messageOf, StoreError } from '../../core/index.ts';

const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno;
const MDB_MAP_FULL = -30792;

/** The one line for a store that cannot take more features.
 * @param bytes what was to be written. */
export function cannotWrite(folder: string, bytes: number, error: unknown): StoreError {
  const free = freeBytes(folder);
  const code = errorNumber(error);
  // A write that the disk takes only in part comes out of LMDB as EIO, and so does one that a quota cuts short.
  const full = code === ENOSPC || code === MDB_MAP_FULL || (code === EIO && free < bytes);
  const limited = code === EIO || code === EDQUOT || code === EFBIG;
  const value = `${sizeOf(bytes)} to write, ${sizeOf(free)} free`;
  const rule = full
    ? `the disk is full: ${value}`
    : limited
      ? `the disk, a quota or a file-size limit refused them: ${messageOf(error)}, ${value}`
      : `the folder must be writable: ${messageOf(error)}`;
  return new StoreError(`Cannot write features to "${folder}" as ${rule}`, { cause: error });
}

/** The one line for a store whose files hold something else than it wrote. */
export function cannotRead(folder: string, seen: string, cause?: unknown): StoreError {
  return new StoreError(
    `Cannot read the feature store "${folder}" as its data.mdb must be an intact LMDB file: ${seen}; delete the folder to extract again`,
    { cause },
  );
}

/** Node gives errors of the system a name in `code`, LMDB a number. */
function errorNumber(error: unknown): number | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return code;
  return (constants.errno as Readonly<Record<string, number>>)[String(code)];
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
