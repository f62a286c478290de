import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../../src/core/index.ts';
import assess from '../../src/experiment/assess-task.ts';
import explore from '../../src/experiment/exploration/explore-task.ts';
import { clouds } from '../support/exploration-input.ts';
import { tempFolder } from '../support/temp-folder.ts';

const X = clouds(900, 200, 3, 1);
const y = Int32Array.from({ length: X.rows }, (_, i) => i % 3);

async function pictures(): Promise<string[]> {
  const file = join(tempFolder(), 'a.png');
  const background = { r: 9, g: 9, b: 9 };
  await sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .png()
    .toFile(file);
  return Array<string>(100).fill(file);
}

const tasks: Readonly<Record<string, () => Promise<(signal: AbortSignal) => Promise<unknown>>>> = {
  'scoring a layer': async () => (signal) => assess({ type: 'score', X, y, layer: 'l' }, signal),
  'comparing layers': async () => (signal) => assess({ type: 'compare', spaces: Array(8).fill(X) }, signal),
  'drawing thumbnails': async () => {
    const files = await pictures();
    return (signal) => explore({ type: 'sheet', files }, signal);
  },
  'finding clusters': async () => (signal) =>
    explore({ type: 'clusters', X, y, transform: [{ type: 'standardize', params: {} }], seed: 1 }, signal),
};

describe.each(Object.entries(tasks))('%s', (_, prepare) => {
  it('ends once the signal is raised', async () => {
    const work = await prepare();
    const controller = new AbortController();
    const working = work(controller.signal);
    setTimeout(() => controller.abort(), 5);
    await expect(working).rejects.toThrow(InterruptedError);
  });
});
