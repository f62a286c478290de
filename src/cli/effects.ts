import type { Clock, Effects } from '../core/index.ts';
import { createPlainProgress } from './plain-progress.ts';
import { printable, type Terminal, tag } from './terminal.ts';

/** The effects of a real command line: results to standard output; progress, warnings and debug lines to standard error. */
export async function createEffects(
  terminal: Terminal,
  { debug, signal }: { readonly debug: boolean; readonly signal: AbortSignal },
): Promise<Effects> {
  const { stdout, stderr } = terminal;
  const clock: Clock = { now: () => new Date(), elapsed: () => performance.now() };
  const bars = stderr.isTTY
    ? (await import('./bar-progress.ts')).createBarProgress(stderr, clock)
    : undefined;
  const toStderr = bars?.print ?? ((line: string) => void stderr.write(`${line}\n`));
  const toStdout = stdout.isTTY && bars ? bars.print : (line: string) => void stdout.write(`${line}\n`);
  return {
    logger: {
      info: (line) => toStdout(printable(line)),
      warn: (line) => toStderr(`${tag('Warning', terminal)} ${printable(line)}`),
      debug: (line) => {
        if (debug) toStderr(printable(line));
      },
    },
    progress: bars ?? createPlainProgress((line) => toStderr(printable(line)), clock),
    clock,
    env: terminal.env,
    cwd: terminal.cwd(),
    host: { node: terminal.versions.node, platform: `${terminal.platform}-${terminal.arch}` },
    signal,
  };
}
