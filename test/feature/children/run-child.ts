import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Run a TypeScript file of this folder as a process of its own.
 * @param prefix a command that runs the rest of its line. */
export function runChild(
  name: string,
  args: readonly string[],
  prefix: readonly string[] = [],
): ChildProcess {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const [command, ...rest] = [...prefix, process.execPath, '--import', 'tsx', file, ...args];
  return spawn(command!, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Everything a process prints. */
export async function outputOf({ stdout }: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of stdout!) output += chunk;
  return output;
}
