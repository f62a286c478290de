import type { Clock, Progress } from '../core/index.ts';
import { describeAdvance, describeEnd } from './progress-text.ts';

/** Milliseconds between two lines of one task. */
const interval = 5000;

/** Progress where nothing can be redrawn: a line every few seconds, and one at the end of each task. */
export function createPlainProgress(write: (line: string) => void, clock: Clock): Progress {
  return {
    start: (label, total, unit) => {
      const started = clock.elapsed();
      let done = 0;
      let lastLine = started;
      const state = () => ({ label, done, total, unit, milliseconds: clock.elapsed() - started });
      return {
        advance: (n) => {
          done += n;
          const now = clock.elapsed();
          if (done >= total || now - lastLine < interval) return;
          lastLine = now;
          write(`${label}: ${describeAdvance(state())}`);
        },
        stop: () => write(describeEnd(state())),
      };
    },
  };
}
