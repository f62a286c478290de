import { killedExitCode } from './exit-codes.ts';
import { type Terminal, tag } from './terminal.ts';

/** Turn Ctrl-C and SIGTERM into a signal to stop after the work in hand; the second one ends the process at once.
 * @returns the signal, and a function that gives the default behaviour back. */
export function listenForInterrupts(terminal: Terminal): {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
} {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) return terminal.exit(killedExitCode);
    terminal.stderr.write(
      `\n${tag('Hint', terminal)} stopping after the work in hand; once more stops at once\n`,
    );
    controller.abort();
  };
  terminal.on('SIGINT', onSignal);
  terminal.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      terminal.off('SIGINT', onSignal);
      terminal.off('SIGTERM', onSignal);
    },
  };
}
