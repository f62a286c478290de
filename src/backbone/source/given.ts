import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { BackboneError, type Effects } from '../../core/index.ts';
import { existing } from './folders.ts';
import { filesBelow } from './local.ts';
import type { FileFinder } from './types.ts';

/** A card's weights in the folder that the user gives by `--weights` or `STRATA_WEIGHTS`: `<id>.onnx`, `<id>/model.onnx`,
 * or the file as the card names it, below `<id>/`.
 * @param main the graph's file, as the card names it.
 * @returns `undefined` where no folder is given or it holds nothing for this card.
 * @throws {BackboneError} If there is no such folder. */
export async function givenFiles(
  id: string,
  main: string,
  { env, cwd }: Pick<Effects, 'env' | 'cwd'>,
): Promise<FileFinder | undefined> {
  if (!env.STRATA_WEIGHTS) return undefined;
  const folder = resolve(cwd, env.STRATA_WEIGHTS);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new BackboneError(
      `Cannot open backbone "${id}" as the folder of weights must exist: "${env.STRATA_WEIGHTS}"`,
    );
  }
  const own = join(folder, id);
  const places: readonly (readonly [string, string])[] = [
    [folder, `${id}.onnx`],
    [own, 'model.onnx'],
    [own, basename(main)],
    [own, main],
  ];
  for (const [root, name] of places) {
    if ((await existing(join(root, name))) !== undefined) return filesBelow(root, [name]);
  }
  return undefined;
}
