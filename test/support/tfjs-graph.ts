import { createRng } from '../../src/core/index.ts';
import type { TfjsGraphModel } from '../../src/graph/index.ts';

type Node = TfjsGraphModel['modelTopology']['node'][number];
type Attribute = NonNullable<Node['attr']>[string];

/** A graph-model of a few nodes with its weights. */
export interface SmallGraph {
  readonly model: TfjsGraphModel;
  readonly weights: Uint8Array;
}

/** Values for a constant: random ones of a shape, or the given integers. */
export type ConstantSpec =
  | { readonly shape: readonly number[]; readonly positive?: boolean }
  | { readonly ints: readonly number[]; readonly shape?: readonly number[] };

/** One operator: its inputs name the image (`x`), constants or earlier nodes. */
export interface NodeSpec {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  /** Strings, lists of strings, integers or flags are written as TensorFlow's AttrValue. */
  readonly attr?: Readonly<
    Record<
      string,
      | string
      | readonly string[]
      | readonly number[]
      | boolean
      | { readonly f: number }
      | { readonly i: number }
    >
  >;
}

/** Put a graph-model together around the image input `x`. */
export function smallGraph(
  nodes: readonly NodeSpec[],
  constants: Readonly<Record<string, ConstantSpec>> = {},
  inputShape: readonly number[] = [-1, -1, -1, 3],
): SmallGraph {
  const rng = createRng(7);
  const specs = Object.entries(constants).map(([name, spec]) => {
    const shape = 'ints' in spec ? (spec.shape ?? [spec.ints.length]) : spec.shape;
    const size = shape.reduce((product, length) => product * length, 1);
    const values =
      'ints' in spec
        ? Int32Array.from(spec.ints)
        : Float32Array.from({ length: size }, () => (spec.positive ? 0.5 + rng.float() : rng.normal()));
    return { name, shape, values, dtype: 'ints' in spec ? 'int32' : 'float32' };
  });
  const dim = inputShape.map((size) => ({ size: String(size) }));
  return {
    model: {
      format: 'graph-model',
      modelTopology: {
        node: [
          { name: 'x', op: 'Placeholder', attr: { shape: { shape: { dim } }, ...type(1) } },
          ...specs.map(
            ({ name, dtype }): Node => ({ name, op: 'Const', attr: type(dtype === 'int32' ? 3 : 1) }),
          ),
          ...nodes.map(
            ({ name, op, input, attr = {} }): Node => ({
              name,
              op,
              input,
              attr: {
                T: {},
                ...Object.fromEntries(Object.entries(attr).map(([key, value]) => [key, encode(value)])),
              },
            }),
          ),
        ],
      },
      weightsManifest: [
        { paths: ['w.bin'], weights: specs.map(({ name, shape, dtype }) => ({ name, shape, dtype })) },
      ],
    },
    weights: Buffer.concat(specs.map(({ values }) => Buffer.from(values.buffer))),
  };
}

function type(dataType: number): Record<string, Attribute> {
  return { dtype: { type: dataType } as Attribute };
}

function encode(value: NonNullable<NodeSpec['attr']>[string]): Attribute {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  if (typeof value === 'string') return { s: base64(value) };
  if (typeof value === 'boolean') return { b: value };
  if (!Array.isArray(value)) return value as Attribute;
  return typeof value[0] === 'string'
    ? { list: { s: value.map((text) => base64(String(text))) } }
    : { list: { i: value.map(String) } };
}
