import type { TfjsNode } from './types.ts';

/** A list of integers; empty where the node has none. */
export function integers(node: TfjsNode, name: string): number[] {
  return (node.attr?.[name]?.list?.i ?? []).map(Number);
}

/** A list of strings; empty where the node has none. */
export function strings(node: TfjsNode, name: string): string[] {
  return (node.attr?.[name]?.list?.s ?? []).map(decode);
}

/** A string; `undefined` where the node has none. */
export function string(node: TfjsNode, name: string): string | undefined {
  const value = node.attr?.[name]?.s;
  return value === undefined ? undefined : decode(value);
}

/** A flag; false where the node has none. */
export function flag(node: TfjsNode, name: string): boolean {
  return node.attr?.[name]?.b ?? false;
}

/** A float; the given default where the node has none. */
export function float(node: TfjsNode, name: string, otherwise: number): number {
  return node.attr?.[name]?.f ?? otherwise;
}

/** An integer; 0 where the node has none. */
export function integer(node: TfjsNode, name: string): number {
  return Number(node.attr?.[name]?.i ?? 0);
}

const typeNames: Readonly<Record<string | number, TypeName>> = {
  1: 'float32',
  3: 'int64',
  9: 'int64',
  10: 'bool',
  DT_FLOAT: 'float32',
  DT_INT32: 'int64',
  DT_INT64: 'int64',
  DT_BOOL: 'bool',
};

/** Element types of the converted graph. */
export type TypeName = 'float32' | 'int64' | 'bool';

/** An element type; `undefined` where the node has none or one that is not used here. */
export function elementType(node: TfjsNode, name: string): TypeName | undefined {
  return typeNames[node.attr?.[name]?.type ?? ''];
}

function decode(value: string | readonly number[]): string {
  return typeof value === 'string'
    ? Buffer.from(value, 'base64').toString('utf8')
    : String.fromCharCode(...value);
}
