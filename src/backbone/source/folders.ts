import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Effects, strataHome } from '../../core/index.ts';

type Place = Pick<Effects, 'env' | 'cwd'>;

/** The cache that every Hugging Face library shares, absolute.
 * Source: huggingface_hub, "Environment variables" (HF_HUB_CACHE, HF_HOME). */
export function hubCacheFolder({ env, cwd }: Place): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  const huggingface = env.HF_HOME || join(env.XDG_CACHE_HOME || join(home, '.cache'), 'huggingface');
  return resolve(cwd, env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE || join(huggingface, 'hub'));
}

/** Where files named by URL are kept: below `STRATA_HOME`, or `.strata` under the working folder; absolute. */
export function urlCacheFolder(place: Place): string {
  return join(strataHome(place), 'weights');
}

/** Whether the user forbade the network. */
export function isOffline({ env }: Pick<Effects, 'env'>): boolean {
  return ['1', 'ON', 'YES', 'TRUE'].includes((env.HF_HUB_OFFLINE ?? '').toUpperCase());
}

/** The path, if there is something. */
export async function existing(path: string): Promise<string | undefined> {
  return access(path).then(
    () => path,
    () => undefined,
  );
}
