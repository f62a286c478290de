import { main } from '../../src/cli/index.ts';
import { fakeTerminal } from './fake-terminal.ts';
import type { Finished } from './strata-process.ts';

/** Run the CLI to its end inside this process, which saves the start of another one. */
export async function runStrataHere(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<Finished> {
  const terminal = fakeTerminal({
    cwd,
    env: { NO_COLOR: '1', STRATA_HOME: `${cwd}/.strata`, ...env },
  });
  const code = await main(args, terminal);
  return { code, signal: null, ...terminal.shown };
}
