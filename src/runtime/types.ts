/** A tensor on its way into or out of a graph. */
export interface Tensor {
  readonly type: 'float32' | 'int32' | 'int64' | 'uint8' | 'bool' | 'float64';
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array | Float64Array;
  readonly dims: readonly number[];
}

/** Where ONNX Runtime runs a graph, named as its execution providers. */
export type Device = 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml';

export interface SessionOptions {
  /** Threads inside one operator; 0 or absent lets the runtime choose. */
  readonly threads?: number;
  /** Whether threads without work wait awake: right where sessions have the cores to themselves, wrong beside other busy
   * threads. Default: true. */
  readonly spinning?: boolean;
  /** Runs the whole graph or none of it. Default: `cpu`. */
  readonly device?: Device;
}

/** A graph that is ready to run. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** What runs it, as `cpu` or `tfjs-wasm`. */
  readonly provider: string;
  /** Run the graph. The engine's own threads share the work, but the calling thread waits inside for the result.
   * @param feeds one tensor per input name; they are not copied, so leave them alone until the promise settles.
   * A tensor object that is fed again costs nothing more, even where its values have changed: make one per buffer
   * and keep it. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}
