/** What a command line talks to; the `process` object is one. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  readonly versions: { readonly node: string };
  readonly platform: string;
  readonly arch: string;
  readonly pid: number;
  on(signal: Interrupt, listener: (signal: Interrupt) => void): unknown;
  off(signal: Interrupt, listener: (signal: Interrupt) => void): unknown;
  kill(pid: number, signal: Interrupt): unknown;
}

/** What asks a process to end. */
export type Interrupt = 'SIGINT' | 'SIGTERM';

/** A stream that may be a terminal's screen. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Text without the control characters that could move the cursor or recolour the screen: names of files, classes and
 * layers are other people's. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}');
}

/** `Error:` or `Warning:` in colour where the stream shows colours and the user did not refuse them. */
export function tag(word: 'Error' | 'Warning' | 'Hint', { stderr, env }: Terminal): string {
  const colour = { Error: 31, Warning: 33, Hint: 36 }[word];
  const isColoured = stderr.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  return isColoured ? `\u{1b}[1;${colour}m${word}:\u{1b}[0m` : `${word}:`;
}
