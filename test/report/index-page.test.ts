import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeIndex } from '../../src/report/index.ts';
import { hostileNames } from '../support/hostile-results.ts';
import { writeRun } from '../support/run-folders.ts';
import { tempFolder } from '../support/temp-folder.ts';

const made = { layers: ['expanded_conv/add'], models: ['logistic-regression'] };

/** Write a run with a page. */
function place(reports: string, experiment: string, run: string, startedAt: string): void {
  const folder = join(reports, experiment, run);
  writeRun(folder, { ...made, results: { experiment, run, startedAt } });
  writeFileSync(join(folder, 'report.html'), '');
}

async function indexOf(reports: string): Promise<string> {
  return readFileSync(await writeIndex(reports), 'utf8');
}

describe('the list of runs', () => {
  it('has all runs once, the latest first, with a link to each', async () => {
    const reports = tempFolder();
    place(reports, 'pets', 'one', '2026-01-01T10:00:00Z');
    place(reports, 'pets', 'two', '2026-01-03T10:00:00Z');
    place(reports, 'birds', 'one', '2026-01-02T10:00:00Z');
    symlinkSync('two', join(reports, 'pets', 'latest'));
    mkdirSync(join(reports, 'pets', '.unfinished-three'));
    const page = await indexOf(reports);
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual([
      'pets/two/report.html',
      'birds/one/report.html',
      'pets/one/report.html',
    ]);
    expect(page).toContain('3 runs of 2 experiments, the latest first.');
    expect(page).toContain('2026-01-03 10:00 UTC');
    expect(page).not.toContain('folder without');
  });

  it('survives broken folders and says which they are and why', async () => {
    const reports = tempFolder();
    place(reports, 'pets', 'good', '2026-01-01T10:00:00Z');
    mkdirSync(join(reports, 'pets', 'empty'));
    for (const [run, content] of [
      ['torn', '{"schemaVersion": 1,'],
      ['future', '{"schemaVersion": 2}'],
    ] as const) {
      mkdirSync(join(reports, 'pets', run));
      writeFileSync(join(reports, 'pets', run, 'results.json'), content);
    }
    const page = await indexOf(reports);
    expect(page).toContain('1 run of 1 experiment');
    expect(page).toContain('3 folders without a run that can be read');
    for (const [run, reason] of [
      ['empty', 'as the file must be readable'],
      ['torn', 'as the file must be JSON'],
      ['future', 'as they must follow schema version 1'],
    ]) {
      expect(page).toMatch(new RegExp(`<li><code dir="auto">pets/<wbr>${run}</code>: .*${reason}`));
    }
  });

  it('links folders whatever their names are, and shows names as text', async () => {
    const reports = tempFolder();
    const names = hostileNames.filter((name) => !/[/\0]/.test(name) && Buffer.byteLength(name) < 250);
    for (const name of names) {
      writeRun(join(reports, 'x', name), { ...made, results: { experiment: name, run: name } });
      writeFileSync(join(reports, 'x', name, 'report.md'), '');
    }
    const page = await indexOf(reports);
    expect(page).not.toMatch(/<script|<img|onerror=[^&]*>|\u202e/);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link]) =>
      decodeURIComponent(link!.replaceAll('&#39;', "'").split('/')[1]!),
    );
    expect(links.sort()).toEqual([...names].sort());
  });

  it('is there for a folder without runs', async () => {
    expect(await indexOf(tempFolder())).toContain('There is no finished run here.');
  });
});
