import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { Terminal } from '../../src/cli/index.ts';

export interface FakeTerminal extends Terminal {
  /** What was written so far. */
  readonly shown: { readonly stdout: string; readonly stderr: string };
  /** Codes that `exit` was called with. */
  readonly exits: readonly number[];
  emit(signal: 'SIGINT' | 'SIGTERM'): void;
  listeners(): number;
}

/** A terminal that keeps what is written to it. */
export function fakeTerminal(
  options: { isTTY?: boolean; env?: Record<string, string>; cwd?: string } = {},
): FakeTerminal {
  const signals = new EventEmitter();
  const shown = { stdout: '', stderr: '' };
  const exits: number[] = [];
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
    exit: (code) => void exits.push(code),
    shown,
    exits,
    emit: (signal) => void signals.emit(signal),
    listeners: () => signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM'),
  };
}
