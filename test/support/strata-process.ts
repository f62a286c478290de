import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/cli/strata.mjs', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StrataProcess {
  readonly finished: Promise<Finished>;
  kill(signal: NodeJS.Signals): void;
  /** Settles once the output so far matches; rejects if the process ends first. */
  printed(pattern: RegExp): Promise<void>;
}

/** Run the real CLI as a process of its own.
 * @param options.shell a prefix run by bash before the command, as `ulimit -f 100; exec` */
export function startStrata(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; shell?: string },
): StrataProcess {
  const command = [process.execPath, cli, ...args];
  const [file, argv] = options.shell
    ? ['bash', ['-c', `${options.shell} "$@"`, 'bash', ...command]]
    : [command[0]!, command.slice(1)];
  const child = spawn(file, argv, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', STRATA_HOME: `${options.cwd}/.strata`, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  const heard = (): void => {
    for (const watch of watchers) watch();
  };
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    heard();
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    heard();
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    finished,
    kill: (signal) => child.kill(signal),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          if (pattern.test(stdout + stderr)) resolve();
        };
        watchers.add(watch);
        watch();
        finished.then(
          () => reject(new Error(`strata ended before printing ${pattern}:\n${stdout}${stderr}`)),
          reject,
        );
      }),
  };
}

/** Run the real CLI to its end. */
export function runStrata(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; shell?: string },
): Promise<Finished> {
  return startStrata(args, options).finished;
}
