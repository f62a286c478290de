import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  BackboneError,
  type Effects,
  IntegrityError,
  messageOf,
  type ProgressTask,
  throwIfAborted,
} from '../../core/index.ts';
import { withFileLock } from './file-lock.ts';
import { existing } from './folders.ts';

const megabyte = 1e6;
/** Attempts in a row that may bring nothing, and the pause after the first of them in milliseconds; it doubles. */
const maxFutile = 4;
const firstPause = 250;

/** One file to bring. */
export interface Download {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What errors call it: `"model.onnx" of org/name`. */
  readonly label: string;
  /** Where the whole file goes. */
  readonly to: string;
  /** Where the part that has come is kept; it is taken up again, so two versions of a file need two names. */
  readonly partial: string;
  /** Bytes; `undefined` where the server does not say. */
  readonly size: number | undefined;
  /** SHA-256 (64 hex digits) or git's blob id (40); `undefined` leaves only the size to check. */
  readonly digest: string | undefined;
  /** The error of a status that asking again will not change. */
  readonly refusal: (response: Response) => Error;
}

/** Bring a file: go on from the part that is there, survive broken connections, check it, and only then give it its name.
 * Processes that want the same file wait for the first.
 * @throws {BackboneError} If it cannot be had; the part that came is kept.
 * @throws {IntegrityError} If its bytes are not those announced; they are deleted.
 * @throws {InterruptedError} If the signal is raised. */
export async function download(item: Download, effects: Effects): Promise<void> {
  try {
    await mkdir(dirname(item.to), { recursive: true });
    await withFileLock(`${item.to}.lock`, effects.signal, async () => {
      if ((await existing(item.to)) !== undefined) return;
      await transfer(item, effects);
      await verify(item);
      await rename(item.partial, item.to);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new BackboneError(
      `Cannot download ${item.label} as the cache must take new files: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

async function transfer(item: Download, effects: Effects): Promise<void> {
  const meter = createMeter(item.label, effects);
  try {
    for (let futile = 0; ; ) {
      const before = await sizeOf(item.partial);
      if (before === item.size) return;
      if (item.size !== undefined && before > item.size) await rm(item.partial);
      try {
        await receive(item, effects, meter);
        return;
      } catch (error) {
        throwIfAborted(effects.signal);
        if (!(error instanceof Broken)) throw error;
        futile = (await sizeOf(item.partial)) > before ? 0 : futile + 1;
        if (futile === maxFutile) throw unreachable(item.label, error, effects);
        await wait(firstPause * 2 ** futile, undefined, { signal: effects.signal }).catch(() =>
          throwIfAborted(effects.signal),
        );
      }
    }
  } finally {
    meter.stop();
  }
}

/** A failure that another attempt may mend. */
class Broken extends Error {}

/** The one sentence for a server that does not answer, or not to the end.
 * @throws {InterruptedError} If the user is why. */
export function unreachable(
  label: string,
  error: unknown,
  { signal }: Pick<Effects, 'signal'>,
): BackboneError {
  throwIfAborted(signal);
  const cause = (error as Error).cause ?? error;
  return new BackboneError(
    `Cannot download ${label} as its server must be reachable and answer to the end: ${messageOf(cause)}; run again to go on`,
    { cause: error },
  );
}

/** One request, from the end of the part that is there. */
async function receive(item: Download, { signal }: Effects, meter: Meter): Promise<void> {
  const start = await sizeOf(item.partial);
  const range = start > 0 ? { Range: `bytes=${start}-` } : {};
  const response = await fetch(item.url, { headers: { ...item.headers, ...range }, signal }).catch(broken);
  const resumes =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${start}-`);
  if (!resumes && response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 416 || response.status === 206) await rm(item.partial, { force: true });
    else if (response.status < 500 && response.status !== 429 && response.status !== 408)
      throw item.refusal(response);
    throw new Broken(`status ${response.status}`);
  }
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  const offset = resumes ? start : 0;
  const total = item.size ?? (Number.isNaN(announced) ? undefined : offset + announced);
  meter.begin(offset, total);
  const file = await open(item.partial, resumes ? 'a' : 'w');
  try {
    await writeBody(response, file, meter);
    await file.sync();
  } finally {
    await file.close();
  }
  const now = await sizeOf(item.partial);
  if (total !== undefined && now < total)
    throw new Broken(`the connection ended after ${now} of ${total} bytes`);
}

async function writeBody(response: Response, file: FileHandle, meter: Meter): Promise<void> {
  try {
    for await (const chunk of response.body ?? []) {
      await file.appendFile(chunk);
      meter.advance(chunk.length);
    }
  } catch (error) {
    // An error of the disk names its system call; waiting does not mend it.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    broken(error);
  }
}

function broken(error: unknown): never {
  throw new Broken(messageOf((error as Error).cause ?? error), { cause: error });
}

/** @throws {IntegrityError} If size or digest are not as announced; the file is deleted then. */
async function verify({ partial, size, digest, label }: Download): Promise<void> {
  const bytes = await sizeOf(partial);
  let [rule, expected, read] = ['size in bytes', `${size ?? bytes}`, `${bytes}`];
  if (expected === read && digest !== undefined) {
    const isSha256 = digest.length === 64;
    const hash = createHash(isSha256 ? 'sha256' : 'sha1');
    if (!isSha256) hash.update(`blob ${bytes}\0`);
    for await (const chunk of createReadStream(partial)) hash.update(chunk);
    [rule, expected, read] = [isSha256 ? 'SHA-256' : 'git blob id', digest, hash.digest('hex')];
  }
  if (expected === read) return;
  await rm(partial, { force: true });
  throw new IntegrityError(
    `Cannot use ${label} as its ${rule} must be what its server announces: expected ${expected}, read ${read}`,
  );
}

interface Meter {
  begin(offset: number, total: number | undefined): void;
  advance(bytes: number): void;
  stop(): void;
}

/** Progress in whole megabytes, for files of one and more. */
function createMeter(label: string, { progress }: Effects): Meter {
  let task: ProgressTask | undefined;
  let bytes = 0;
  let shown = 0;
  const show = () => {
    const reached = Math.round(bytes / megabyte);
    if (reached > shown) task?.advance(reached - shown);
    shown = Math.max(shown, reached);
  };
  return {
    begin: (offset, total = 0) => {
      if (total >= megabyte) {
        task ??= progress.start(`Downloading ${label}`, Math.round(total / megabyte), 'MB');
      }
      bytes = offset;
      show();
    },
    advance: (more) => {
      bytes += more;
      show();
    },
    stop: () => task?.stop(),
  };
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
