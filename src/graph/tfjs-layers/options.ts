import { BackboneError } from '../../core/index.ts';

/** What says nothing of how a layer computes: names, types, and what only training uses. */
const withoutEffect =
  /^(?:name|trainable|dtype|batch_input_shape|batch_size|input_shape|input_dim|input_dtype|sparse|ragged|seed|momentum|.*_(?:initializer|regularizer|constraint))$/;

/** Where something is refused: `layer "conv1" (Conv2D)`. */
export interface Place {
  readonly name: string;
  readonly className: string;
}

/** `Cannot convert layer "conv1" (Conv2D) as <rule>: <seen>`. */
export function layerRefusal({ name, className }: Place, rule: string, seen: string): BackboneError {
  return new BackboneError(`Cannot convert layer "${name}" (${className}) as ${rule}: ${seen}`);
}

/** Reads the options of one layer, and knows which ones nobody asked for.
 * @throws {BackboneError} On an option of another type than the layer needs. */
export interface Options {
  string(name: string, otherwise: string): string;
  number(name: string, otherwise: number): number;
  boolean(name: string, otherwise: boolean): boolean;
  /** A list of numbers, one number standing for a list of one; empty where there is none. */
  numbers(name: string): number[];
  /** Height and width, one number standing for both. */
  pair(name: string, otherwise: readonly [number, number]): [number, number];
  /** The value as it stands; `undefined` where there is none. */
  raw(name: string): unknown;
  /** @throws {BackboneError} If an option that has an effect was not read. */
  finish(): void;
}

/** Start to read a layer's `config`. */
export function readOptions(place: Place, config: Readonly<Record<string, unknown>>): Options {
  const read = new Set<string>();
  const raw = (name: string) => {
    read.add(name);
    return config[name] ?? undefined;
  };
  const refuse = (name: string, kind: string, value: unknown) =>
    layerRefusal(place, `${name} must be ${kind}`, JSON.stringify(value));
  const typed = <T>(name: string, otherwise: T, kind: string, is: (value: unknown) => value is T): T => {
    const value = raw(name);
    if (value === undefined) return otherwise;
    if (!is(value)) throw refuse(name, kind, value);
    return value;
  };
  const numbers = (name: string): number[] => {
    const value = raw(name);
    const list = value === undefined ? [] : [value].flat();
    if (!list.every(isNumber)) throw refuse(name, 'numbers', value);
    return list;
  };
  return {
    raw,
    numbers,
    string: (name, otherwise) => typed(name, otherwise, 'a string', (value) => typeof value === 'string'),
    number: (name, otherwise) => typed(name, otherwise, 'a number', isNumber),
    boolean: (name, otherwise) => typed(name, otherwise, 'a flag', (value) => typeof value === 'boolean'),
    pair: (name, otherwise) => {
      const [height, width = height, ...rest] = numbers(name);
      if (height === undefined) return [...otherwise];
      if (rest.length > 0) throw refuse(name, 'one number or two', config[name]);
      return [height, width!];
    },
    finish: () => {
      for (const [name, value] of Object.entries(config)) {
        if (value === null || read.has(name) || withoutEffect.test(name)) continue;
        throw layerRefusal(place, 'its options must be known ones', `"${name}" is ${JSON.stringify(value)}`);
      }
    },
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
