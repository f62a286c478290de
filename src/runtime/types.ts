/** A tensor on its way into or out of a graph. */
export interface Tensor {
  readonly type: 'float32' | 'int32' | 'int64' | 'uint8' | 'bool' | 'float64';
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array | Float64Array;
  readonly dims: readonly number[];
}

export interface SessionOptions {
  /** Threads inside one operator; 0 or absent lets the runtime choose. */
  readonly threads?: number;
  /** `cpu` is the only device of this build so far. */
  readonly device?: 'cpu';
}

/** A graph that is ready to run. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** The execution provider that runs it, as `cpu`. */
  readonly provider: string;
  /** Run the graph off the main thread.
   * @param feeds one tensor per input name; they are not copied, so leave them alone until the promise settles. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}
