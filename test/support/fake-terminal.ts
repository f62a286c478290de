import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { Interrupt, Terminal } from '../../src/cli/index.ts';

export interface FakeTerminal extends Terminal {
  /** What was written so far. */
  readonly shown: { readonly stdout: string; readonly stderr: string };
  /** Signals that the process was ended by. */
  readonly kills: readonly Interrupt[];
  emit(signal: Interrupt): void;
  listeners(): number;
}

/** A terminal that keeps what is written to it. */
export function fakeTerminal(
  options: { isTTY?: boolean; env?: Record<string, string>; cwd?: string } = {},
): FakeTerminal {
  const signals = new EventEmitter();
  const shown = { stdout: '', stderr: '' };
  const kills: Interrupt[] = [];
  const streamTo = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write: (chunk, _encoding, done) => {
          shown[name] += chunk;
          done();
        },
      }),
      { isTTY: options.isTTY ?? false, columns: 120 },
    );
  return {
    stdout: streamTo('stdout'),
    stderr: streamTo('stderr'),
    env: options.env ?? {},
    cwd: () => options.cwd ?? '/nowhere',
    versions: { node: '20.0.0' },
    platform: 'linux',
    arch: 'x64',
    on: (signal, listener) => signals.on(signal, listener),
    off: (signal, listener) => signals.off(signal, listener),
    pid: 1,
    kill: (_pid, signal) => kills.push(signal),
    shown,
    kills,
    emit: (signal) => void signals.emit(signal, signal),
    listeners: () => signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM'),
  };
}
