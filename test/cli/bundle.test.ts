import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface BundleModule {
  bundledMain(): Promise<string>;
  stampOf(folder: string): string;
}
const src = fileURLToPath(new URL('../../src/', import.meta.url));
const { bundledMain, stampOf } = (await import(join(src, 'cli', 'bundle.mjs'))) as BundleModule;

describe('the bundle of the command line', () => {
  it('holds every task that is started on a thread', async () => {
    const main = await bundledMain();
    const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const started = sources.flatMap((path) =>
      Array.from(
        readFileSync(join(src, path), 'utf8').matchAll(
          /[^`]new URL\('\.\/([^']*)\.ts', import\.meta\.url\)/g,
        ),
        ([, task]) => join(path, '..', task!).replaceAll('/', '-'),
      ),
    );
    expect(started).toContain('experiment-cell-task');
    for (const task of started) {
      expect(existsSync(fileURLToPath(new URL(`./${task}.js`, main))), task).toBe(true);
    }
  });

  it('says where in the sources an error came from', async () => {
    const { code, stderr } = await runStrata(['experiment', 'none.yaml', '--debug'], { cwd: tempFolder() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/src\/config\/find-config\.ts:\d+/);
  });

  it('is made anew when a source has changed, come or gone', () => {
    const folder = tempFolder();
    const stamps = [stampOf(folder)];
    writeFileSync(join(folder, 'a.ts'), 'one');
    stamps.push(stampOf(folder));
    expect(stampOf(folder)).toBe(stamps.at(-1));
    writeFileSync(join(folder, 'a.ts'), 'three');
    stamps.push(stampOf(folder));
    utimesSync(join(folder, 'a.ts'), 1, 1);
    stamps.push(stampOf(folder));
    expect(new Set(stamps).size).toBe(4);
  });
});
