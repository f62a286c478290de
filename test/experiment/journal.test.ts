import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CellEvaluation } from '../../src/evaluate/index.ts';
import { openJournal } from '../../src/experiment/journal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const key = 'ab'.repeat(32);
const evaluation: CellEvaluation = {
  metrics: { accuracy: { mean: 0.1 + 0.2, ci95: [0, 1], perFold: [0.3] } },
  confusion: [[1]],
  chosen: [{}],
  tested: [{ rows: Int32Array.of(0), yTrue: Int32Array.of(0), yPred: Int32Array.of(0), nClasses: 1 }],
  fitMs: 1,
  predictMs: 1,
  warnings: [],
};

describe('journal', () => {
  it('gives back what was recorded', async () => {
    const journal = openJournal(tempFolder());
    expect(await journal.find(key)).toBeUndefined();
    await journal.record(key, evaluation);
    expect(await journal.find(key)).toEqual(evaluation);
  });

  it('takes a damaged or cut file for no record', async () => {
    const folder = tempFolder();
    const journal = openJournal(folder);
    await journal.record(key, evaluation);
    const file = join(folder, 'ab', key);
    const whole = readFileSync(file);
    const changed = whole.map((byte, at) => (at === whole.length - 3 ? byte ^ 1 : byte));
    for (const damaged of [whole.subarray(0, -5), changed, '']) {
      writeFileSync(file, damaged);
      expect(await journal.find(key)).toBeUndefined();
    }
  });

  it('leaves no partial file when it cannot write', async () => {
    const folder = tempFolder();
    const blocked = join(folder, 'ab', key);
    mkdirSync(blocked, { recursive: true });
    await expect(openJournal(folder).record(key, evaluation)).rejects.toThrow(
      `Cannot write the journal file ${blocked}`,
    );
    expect(readdirSync(join(folder, 'ab'))).toEqual([key]);
  });
});
