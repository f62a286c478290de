import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { BackboneError, ConfigError, type Effects, IntegrityError, messageOf } from '../../core/index.ts';
import { withFileLock } from './file-lock.ts';
import type { Pin } from './types.ts';

/** Name of the file, in the working folder, that pins downloaded weights. */
export const lockName = 'strata.lock';

const header =
  '# Downloaded weights as they were when they were first used. Commit this file: every later run checks them.\n' +
  '# To accept a changed file, delete its entry.\n';

const schema = z.strictObject({
  weights: z.record(
    z.string(),
    z.strictObject({
      commit: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

type Place = Pick<Effects, 'cwd' | 'signal'>;

/** Read `strata.lock`; without one, nothing is pinned.
 * @throws {ConfigError} If it is not what this program writes. */
export async function readPins({ cwd }: Pick<Effects, 'cwd'>): Promise<ReadonlyMap<string, Pin>> {
  const text = await readFile(join(cwd, lockName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw refused(error);
  });
  if (text === undefined) return new Map();
  try {
    const { weights } = schema.parse(parse(text));
    return new Map(
      Object.entries(weights).map(([key, { commit, sha256 }]) => [
        key,
        { sha256, ...(commit !== undefined && { commit }) },
      ]),
    );
  } catch (error) {
    throw refused(error);
  }
}

function refused(error: unknown): ConfigError {
  const reason = error instanceof z.ZodError ? error.issues[0]!.message : messageOf(error).split('\n')[0];
  return new ConfigError(
    `Cannot read ${lockName} as it must hold pins of weights, as strata writes them: ${reason}`,
    { file: lockName },
    { cause: error },
  );
}

/** Check a file against its pin, or pin it if it has none yet. Several processes may do so at once.
 * @throws {IntegrityError} If the pin says otherwise.
 * @throws {BackboneError} If `strata.lock` cannot be written. */
export async function checkPin(key: string, pin: Pin, place: Place): Promise<void> {
  const known = (await readPins(place)).get(key);
  if (known !== undefined) compare(key, known, pin);
  else await addPin(key, pin, place);
}

function compare(key: string, known: Pin, { sha256 }: Pin): void {
  if (known.sha256 === sha256) return;
  throw new IntegrityError(
    `Cannot use weights "${key}" as SHA-256 must match ${lockName}: expected ${known.sha256}, read ${sha256}; ` +
      `to accept the changed file, delete its entry from ${lockName}`,
  );
}

async function addPin(key: string, pin: Pin, place: Place): Promise<void> {
  const path = join(place.cwd, lockName);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await withFileLock(`${path}.writing`, place.signal, async () => {
      const pins = await readPins(place);
      const known = pins.get(key);
      if (known !== undefined) return compare(key, known, pin);
      const weights = Object.fromEntries([...pins, [key, pin] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
      await writeFile(temporary, header + stringify({ weights }, { lineWidth: 0 }));
      await rename(temporary, path);
    });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new BackboneError(
      `Cannot pin weights "${key}" as the working folder must take ${lockName}: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
