/** Float32 values in a vector register. */
export const LANES = 4;
/** Registers of sums that a kernel carries along at most. */
export const MAX_VECTORS = 6;

/** The memory of the kernels; growing it makes a new buffer. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** @param pages of 64 KiB. */
  grow(pages: number): number;
}

/** For every segment of entries: the sum of value · (the row of the table at the entry's index), a row of `out`. Rows of
 * the table and of `out` hold LANES float32 values for each register. All arguments but `segments` are addresses. */
export type Kernel = (
  starts: number,
  startsEnd: number,
  indices: number,
  values: number,
  table: number,
  out: number,
) => void;

export interface SparseModule {
  readonly memory: KernelMemory;
  /** `kernels[v − 1]` carries v registers. */
  readonly kernels: readonly Kernel[];
}

/** What is used of a global that the compiler's libraries do not declare. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

type Code = readonly number[];

const [I32, V128, FUNCTION, NO_RESULT] = [0x7f, 0x7b, 0x60, 0x40];
const [BLOCK, LOOP, END, BRANCH, BRANCH_IF] = [0x02, 0x03, 0x0b, 0x0c, 0x0d];
const [LOAD, ADD, MULTIPLY, SHIFT_LEFT, NOT_BELOW] = [0x28, 0x6a, 0x6c, 0x74, 0x4f];
const [LOAD_VECTOR, LOAD_SPLAT, STORE_VECTOR] = [vector(0x00), vector(0x09), vector(0x0b)];
const ZERO_VECTOR = [...vector(0x0c), ...new Array<number>(16).fill(0)];
const [ADD_VECTORS, MULTIPLY_VECTORS] = [vector(0xe4), vector(0xe6)];
/** Bytes of a number, and of a vector. */
const [WORD, VECTOR] = [4, 16];

/** Assemble and start the kernels: SIMD is four times as fast as what typed-array code compiles to.
 * Source: WebAssembly Core Specification 2.0, section 5 (binary format). */
export function createSparseModule(): SparseModule {
  const widths = Array.from({ length: MAX_VECTORS }, (_, i) => i + 1);
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[FUNCTION, ...list(new Array(6).fill([I32])), ...list([])]]),
    ...section(
      3,
      widths.map(() => [0]),
    ),
    ...section(5, [[0, 1]]),
    ...section(7, [exported('m', 2, 0), ...widths.map((vectors, i) => exported(`${vectors}`, 0, i))]),
    ...section(
      10,
      widths.map((vectors) => sized(kernelBody(vectors))),
    ),
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  return {
    memory: exports.m as KernelMemory,
    kernels: widths.map((vectors) => exports[`${vectors}`] as Kernel),
  };
}

function kernelBody(vectors: number): Code {
  const [start, startsEnd, indices, values, table, out, at, end, entry, value, first] = [
    ...Array(11).keys(),
  ] as [number, number, number, number, number, number, number, number, number, number, number];
  const sums = Array.from({ length: vectors }, (_, i) => first + i);
  const addEntry = [
    ...[...get(values), ...get(at), ADD, ...LOAD_SPLAT, ...offset(0), ...set(value)],
    ...[...get(indices), ...get(at), ADD, LOAD, ...offset(0), ...constant(vectors * VECTOR), MULTIPLY],
    ...[...get(table), ADD, ...set(entry)],
    ...sums.flatMap((sum, i) => [
      ...[...get(sum), ...get(value), ...get(entry), ...LOAD_VECTOR, ...offset(i * VECTOR)],
      ...[...MULTIPLY_VECTORS, ...ADD_VECTORS, ...set(sum)],
    ]),
    ...advance(at, WORD),
  ];
  const addSegment = [
    ...[...get(start), LOAD, ...offset(0), ...constant(2), SHIFT_LEFT, ...set(at)],
    ...[...get(start), LOAD, ...offset(WORD), ...constant(2), SHIFT_LEFT, ...set(end)],
    ...sums.flatMap((sum) => [...ZERO_VECTOR, ...set(sum)]),
    ...whileBelow(at, end, addEntry),
    ...sums.flatMap((sum, i) => [...get(out), ...get(sum), ...STORE_VECTOR, ...offset(i * VECTOR)]),
    ...advance(out, vectors * VECTOR),
    ...advance(start, WORD),
  ];
  const locals = list([
    [3, I32],
    [1 + vectors, V128],
  ]);
  return [...locals, ...whileBelow(start, startsEnd, addSegment), END];
}

function whileBelow(local: number, end: number, body: Code): Code {
  const leave = [...get(local), ...get(end), NOT_BELOW, BRANCH_IF, 1];
  return [BLOCK, NO_RESULT, LOOP, NO_RESULT, ...leave, ...body, BRANCH, 0, END, END];
}

function get(local: number): Code {
  return [0x20, local];
}

function set(local: number): Code {
  return [0x21, local];
}

function advance(local: number, bytes: number): Code {
  return [...get(local), ...constant(bytes), ADD, ...set(local)];
}

/** @param value in [0, 8191]: signed numbers spend a bit on the sign. */
function constant(value: number): Code {
  return [0x41, (value & 0x7f) | 0x80, value >> 7];
}

/** Where a load or store is, relative to its address; aligned to words. */
function offset(bytes: number): Code {
  return [2, ...unsigned(bytes)];
}

function vector(instruction: number): Code {
  return [0xfd, ...unsigned(instruction)];
}

function exported(name: string, kind: number, index: number): Code {
  return [name.length, ...Buffer.from(name), kind, index];
}

function section(id: number, items: readonly Code[]): Code {
  return [id, ...sized(list(items))];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(bytes: Code): Code {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >> 7)];
}
