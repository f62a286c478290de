import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type Effects, messageOf, StoreError, sha256, strataHome } from '../core/index.ts';
import type { CellEvaluation } from '../evaluate/index.ts';

/** Finished cells, or other finished work, one file each, so that a run resumes where it stopped and a second run repeats nothing. */
export interface Journal<Entry = CellEvaluation> {
  /** What is recorded under this key; absent if there is none or its file is damaged. */
  find(key: string): Promise<Entry | undefined>;
  /** @throws {StoreError} If the file cannot be written. */
  record(key: string, entry: Entry): Promise<void>;
}

/** The folder of one kind of finished work, absolute. */
export function journalFolder(
  effects: Pick<Effects, 'cwd' | 'env'>,
  kind: 'cells' | 'layers' | 'data-quality' | 'exploration',
): string {
  return join(strataHome(effects), 'journal', kind);
}

/** Hexadecimal digits of SHA-256, before the serialized entry. */
const CHECKSUM_LENGTH = 64;

/** Open the journal in a folder, which is made on the first record. */
export function openJournal<Entry = CellEvaluation>(folder: string): Journal<Entry> {
  const fileOf = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    find: async (key) => {
      const content = await readFile(fileOf(key)).catch(() => undefined);
      if (content === undefined) return undefined;
      const body = content.subarray(CHECKSUM_LENGTH);
      const isWhole = sha256(body) === content.toString('latin1', 0, CHECKSUM_LENGTH);
      return isWhole ? (deserialize(body) as Entry) : undefined;
    },
    record: async (key, entry) => {
      const file = fileOf(key);
      const body = serialize(entry);
      const unfinished = `${file}.unfinished`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(unfinished, Buffer.concat([Buffer.from(sha256(body), 'latin1'), body]));
        await rename(unfinished, file);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => {});
        throw new StoreError(`Cannot write the journal file ${file}: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}
