import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Effects, silentEffects } from '../../src/core/index.ts';
import { type Dataset, datasets } from '../../src/dataset/index.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Makes new folders for the tests of one file, all removed at its end; call it outside of any test. */
export function folders(): () => string {
  const home = tempFolder();
  return () => mkdtempSync(join(home, 'folder-'));
}

/** Write files below a folder; a number stands for that many files `0.png`, `1.png`, … of differing bytes. */
export function writeFiles(root: string, files: Readonly<Record<string, string | number>>): void {
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === 'string') write(join(root, path), content);
    else for (let i = 0; i < content; i++) write(join(root, path, `${i}.png`), `${path} ${i}`);
  }
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Load a data set as a config would: options parsed by its schema, paths from `cwd`. */
export async function loadDataset(
  type: string,
  options: Readonly<Record<string, unknown>>,
  effects: Partial<Effects> = {},
): Promise<Dataset> {
  const source = datasets.get(type);
  return source.load(source.options.parse(options), silentEffects(effects));
}

/** `id: label` of every sample, with its split and group where it has them. */
export function rowsOf({ samples, classNames }: Dataset): string[] {
  return samples.map(({ id, classId, split, group }) =>
    [id, classNames[classId], split, group].filter((part) => part !== undefined).join(' '),
  );
}
