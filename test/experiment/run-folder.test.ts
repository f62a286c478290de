import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../../src/core/index.ts';
import { openRunFolders, runName } from '../../src/experiment/run-folder.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('run folders', () => {
  it('publishes a run whole and points latest to the newest', async () => {
    const home = tempFolder();
    const runs = await openRunFolders(home, 'pets');
    for (const run of ['first', 'second']) {
      await runs.publish(run, async (folder) => {
        expect(existsSync(join(home, 'pets', run))).toBe(false);
        writeFileSync(join(folder, 'results.json'), run);
      });
    }
    expect(readdirSync(join(home, 'pets')).sort()).toEqual(['first', 'latest', 'second']);
    expect(readlinkSync(join(home, 'pets', 'latest'))).toBe('second');
    expect(readFileSync(join(home, 'pets', 'latest', 'results.json'), 'utf8')).toBe('second');
  });

  it('leaves nothing behind when writing fails', async () => {
    const home = tempFolder();
    const runs = await openRunFolders(home, 'pets');
    const failing = runs.publish('first', async (folder) => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('no space left');
    });
    await expect(failing).rejects.toThrow(/^Cannot write the run to .*first": no space left$/);
    expect(readdirSync(join(home, 'pets'))).toEqual([]);
  });

  it('lets an interruption through, and leaves nothing behind', async () => {
    const home = tempFolder();
    const runs = await openRunFolders(home, 'pets');
    const stopped = runs.publish('first', async (folder) => {
      writeFileSync(join(folder, 'half'), '');
      throw new InterruptedError();
    });
    await expect(stopped).rejects.toThrow(InterruptedError);
    expect(readdirSync(join(home, 'pets'))).toEqual([]);
  });

  it('refuses a folder that is a file before any work is done', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'reports'), '');
    await expect(openRunFolders(join(home, 'reports'), 'pets')).rejects.toThrow('Cannot write reports to');
  });

  it('names runs so that they sort by time', () => {
    const names = ['2026-01-02T03:04:05.006Z', '2026-11-02T03:04:05.006Z'].map((time) =>
      runName(new Date(time)),
    );
    expect(names).toEqual(['2026-01-02T03-04-05-006Z', '2026-11-02T03-04-05-006Z']);
  });
});
