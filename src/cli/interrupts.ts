import { type Interrupt, type Terminal, tag } from './terminal.ts';

/** Turn Ctrl-C and SIGTERM into a signal to stop after the work in hand; the second one ends the process at once, by
 * that signal itself: an orderly exit would end threads inside native code, which aborts.
 * @returns the signal, and a function that gives the default behaviour back. */
export function listenForInterrupts(terminal: Terminal): {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
} {
  const controller = new AbortController();
  const onSignal = (name: Interrupt) => {
    if (controller.signal.aborted) {
      dispose();
      terminal.kill(terminal.pid, name);
      return;
    }
    terminal.stderr.write(
      `\n${tag('Hint', terminal)} stopping after the work in hand; once more stops at once\n`,
    );
    controller.abort();
  };
  const dispose = () => {
    terminal.off('SIGINT', onSignal);
    terminal.off('SIGTERM', onSignal);
  };
  terminal.on('SIGINT', onSignal);
  terminal.on('SIGTERM', onSignal);
  return { signal: controller.signal, dispose };
}
