import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What one fit and one prediction took, and how good they were: accuracy, or what the row says instead. */
export interface Timing {
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  readonly quality: number;
}

export interface Peer {
  readonly version: string;
  load(spec: object): Promise<void>;
  run(spec: { readonly data: string; readonly model: string; readonly params: object }): Promise<Timing>;
  close(): void;
}

/** Start scikit-learn in a process of its own.
 * @param python an interpreter that has it.
 * @param threads of its BLAS and OpenMP. */
export async function startPeer(python: string, threads: number): Promise<Peer> {
  const script = fileURLToPath(new URL('./peers/peer.py', import.meta.url));
  const limits = Object.fromEntries(
    ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'].map((name) => [name, String(threads)]),
  );
  const child = spawn(python, [script], {
    env: { ...process.env, ...limits },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('scikit-learn ended before it answered: its message is above');
    return JSON.parse(value);
  };
  const ask = (request: object) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return answer();
  };
  const { version } = await answer();
  return {
    version,
    load: async (spec) => {
      await ask({ op: 'load', ...spec });
    },
    run: (spec) => ask({ op: 'run', ...spec }),
    close: () => child.stdin.end(),
  };
}
