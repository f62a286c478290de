/** cli/: the command line. In: arguments and the process. Out: an exit code, results on standard output, everything else on
 * standard error. One more command: a function `(options, effects)` in `commands/` and its arguments in `program.ts`. */
export { main } from './main.ts';
export type { Interrupt, Terminal } from './terminal.ts';
