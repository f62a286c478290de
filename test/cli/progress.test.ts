import { describe, expect, it } from 'vitest';
import { createBarProgress } from '../../src/cli/bar-progress.ts';
import { createPlainProgress } from '../../src/cli/plain-progress.ts';
import { describeAdvance, describeEnd } from '../../src/cli/progress-text.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';

/** A clock that moves when told to. */
function handClock() {
  let now = 1000;
  return {
    now: () => new Date(now),
    elapsed: () => now,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('progress text', () => {
  const base = { label: 'Extracting', unit: 'images', total: 600 };

  it.each([
    [0, 0, '0/600 images'],
    [120, 3000, '120/600 images, 40/s, 12 s left'],
    [6, 3000, '6/600 images, 2.0/s, 4 min 57 s left'],
    [1, 30_000, '1/600 images, 0.033/s, 4 h 59 min left'],
    [599, 9000, '599/600 images, 67/s, 0.0 s left'],
  ])('%i done after %i ms', (done, milliseconds, text) => {
    expect(describeAdvance({ ...base, done, milliseconds })).toBe(text);
  });

  it.each([
    [600, 12_345, 'Extracting: 600/600 images in 12 s, 49/s'],
    [600, 0, 'Extracting: 600/600 images in 0.0 s'],
    [120, 2000, 'Extracting: stopped at 120/600 images after 2.0 s'],
  ])('%i done at the end, after %i ms', (done, milliseconds, text) => {
    expect(describeEnd({ ...base, done, milliseconds })).toBe(text);
  });
});

describe('plain progress', () => {
  it('writes a line at most every 5 seconds, and one at the end', () => {
    const clock = handClock();
    const lines: string[] = [];
    const task = createPlainProgress((line) => lines.push(line), clock).start('Extracting', 100, 'images');
    for (let i = 0; i < 100; i++) {
      clock.wait(120);
      task.advance(1);
    }
    task.stop();
    expect(lines).toEqual([
      'Extracting: 42/100 images, 8.3/s, 7.0 s left',
      'Extracting: 84/100 images, 8.3/s, 1.9 s left',
      'Extracting: 100/100 images in 12 s, 8.3/s',
    ]);
  });

  it('says how far an interrupted task came', () => {
    const clock = handClock();
    const lines: string[] = [];
    const task = createPlainProgress((line) => lines.push(line), clock).start('Evaluating', 10, 'cells');
    clock.wait(1500);
    task.advance(3);
    task.stop();
    expect(lines).toEqual(['Evaluating: stopped at 3/10 cells after 1.5 s']);
  });
});

describe('bars', () => {
  it('draw on the terminal, let lines through, and leave one line behind', async () => {
    const clock = handClock();
    const terminal = fakeTerminal({ isTTY: true });
    const bars = createBarProgress(terminal.stderr, clock);
    const first = bars.start('Extracting', 10, 'images');
    const second = bars.start('Decoding', 4, 'files');
    clock.wait(1000);
    first.advance(5);
    second.advance(4);
    bars.print('A line between');
    second.stop();
    expect(terminal.shown.stderr).toContain('Extracting ');
    expect(terminal.shown.stderr).toContain('░ 5/10 images, 5.0/s, 1.0 s left');
    first.advance(5);
    first.stop();
    bars.print('A line after');
    const text = terminal.shown.stderr;
    const order = [
      'A line between',
      'Decoding: 4/4 files in 1.0 s',
      'Extracting: 10/10 images in 1.0 s',
      'A line after',
    ];
    const places = order.map((line) => text.lastIndexOf(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text.endsWith('A line after\n')).toBe(true);
  });
});
