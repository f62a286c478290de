import cliProgress, { type MultiBar } from 'cli-progress';
import type { Clock, Progress } from '../core/index.ts';
import { describeAdvance, describeEnd } from './progress-text.ts';
import type { Output } from './terminal.ts';

/** Progress as bars at the foot of a terminal. */
export interface BarProgress extends Progress {
  /** Print a line, above the bars if there are any. */
  print(line: string): void;
}

/** Progress for a terminal's screen: one bar per task, which leaves one line behind when it ends. */
export function createBarProgress(stream: Output, clock: Clock): BarProgress {
  let bars: MultiBar | undefined;
  let running = 0;
  const print = (line: string) => {
    if (bars === undefined) stream.write(`${line}\n`);
    else bars.log(`${line}\n`);
  };
  return {
    print,
    start: (label, total, unit) => {
      const started = clock.elapsed();
      let done = 0;
      const state = () => ({ label, done, total, unit, milliseconds: clock.elapsed() - started });
      bars ??= new cliProgress.MultiBar({
        stream,
        format: (options, { progress }, { text }) =>
          `${text().label} ${cliProgress.Format.BarFormat(progress, options)} ${describeAdvance(text())}`,
        barsize: 24,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        clearOnComplete: true,
        forceRedraw: true,
        // Trim to the width of the screen; switching wrapping off would outlive a killed process.
        linewrap: true,
        // Ctrl-C is handled by the command: the bar stays until the work in hand is done.
        gracefulExit: false,
      });
      running++;
      const bar = bars.create(total, 0, { text: state });
      return {
        advance: (n) => {
          done += n;
          bar.update(done);
        },
        stop: () => {
          print(describeEnd(state()));
          bars?.remove(bar);
          running--;
          if (running > 0) return;
          bars?.stop();
          bars = undefined;
        },
      };
    },
  };
}
