import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { InterruptedError, messageOf } from '../core/index.ts';
import { createEffects } from './effects.ts';
import { exitCodeOf, usageExitCode } from './exit-codes.ts';
import { listenForInterrupts } from './interrupts.ts';
import { createProgram } from './program.ts';
import { printable, type Terminal, tag } from './terminal.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Run one command line to its end.
 * @param argv without the names of the program.
 * @returns the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram(
    async (load, options) => {
      const { signal, dispose } = listenForInterrupts(terminal);
      try {
        const effects = await createEffects(terminal, { debug: program.opts().debug, signal });
        const command = await load();
        await command(options, effects);
      } finally {
        dispose();
      }
    },
    terminal,
    version,
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    // commander has printed its own
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
    printError(error, terminal, program.opts().debug);
    return exitCodeOf(error);
  }
}

function printError(error: unknown, terminal: Terminal, debug: boolean): void {
  const { stderr } = terminal;
  const message = printable(messageOf(error));
  stderr.write(error instanceof InterruptedError ? `${message}\n` : `${tag('Error', terminal)} ${message}\n`);
  if (debug) stderr.write(`${printable(inspect(error))}\n`);
  else if (exitCodeOf(error) === 1) {
    stderr.write(
      `${tag('Hint', terminal)} this is unexpected; run again with --debug to see where it came from\n`,
    );
  }
}
