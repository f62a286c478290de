import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { encodeModel, importTfjsGraphModel } from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import { loadReference, relativeError, runReference, toNchw } from '../support/tfjs.ts';
import { type ConstantSpec, type NodeSpec, smallGraph } from '../support/tfjs-graph.ts';

interface Case {
  readonly title: string;
  readonly nodes: readonly NodeSpec[];
  readonly constants?: Readonly<Record<string, ConstantSpec>>;
  /** Heights and widths to run; default: even, odd and mixed. */
  readonly sizes?: readonly (readonly [number, number])[];
}

const window = (stride: number, padding: string, dilation = 1) => ({
  strides: [1, stride, stride, 1],
  dilations: [1, dilation, dilation, 1],
  padding,
  data_format: 'NHWC',
});
const one = (op: string, input: readonly string[], attr: NodeSpec['attr'] = {}): NodeSpec[] => [
  { name: 'y', op, input, attr },
];

// Stride 3 with a 2×2 kernel is left out: the reference gives zeros where its padding would be negative.
const convolutions: Case[] = [1, 2].flatMap((stride) =>
  [1, 2, 3, 5].flatMap((kernel) =>
    ['SAME', 'VALID'].map((padding) => ({
      title: `Conv2D ${kernel}×${kernel}, stride ${stride}, ${padding}`,
      nodes: one('Conv2D', ['x', 'w'], window(stride, padding)),
      constants: { w: { shape: [kernel, kernel, 3, 4] } },
    })),
  ),
);

const fused: Case[] = ['', 'Relu', 'Relu6', 'Elu', 'LeakyRelu', 'Prelu', 'Sigmoid'].map((activation) => ({
  title: `_FusedConv2D with BiasAdd ${activation}`,
  nodes: one('_FusedConv2D', ['x', 'w', 'b', ...(activation === 'Prelu' ? ['slope'] : [])], {
    ...window(2, 'SAME'),
    fused_ops: ['BiasAdd', ...(activation === '' ? [] : [activation])],
    num_args: { i: activation === 'Prelu' ? 2 : 1 },
    leakyrelu_alpha: { f: 0.3 },
  }),
  constants: { w: { shape: [3, 3, 3, 4] }, b: { shape: [4] }, slope: { shape: [1, 1, 4] } },
}));

const binary: Case[] = ['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum'].flatMap((op) => [
  {
    title: `${op} of a map and channels`,
    nodes: one(op, ['x', 'c']),
    constants: { c: { shape: [3], positive: true } },
  },
  { title: `${op} of a scalar and a map`, nodes: one(op, ['c', 'x']), constants: { c: { shape: [] } } },
  {
    title: `${op} of a map and a map of constants`,
    nodes: one(op, ['x', 'c']),
    constants: { c: { shape: [6, 5, 3], positive: true } },
    sizes: [[6, 5]],
  },
]);

const pooling: Case[] = ['MaxPool', 'AvgPool'].flatMap((op) =>
  [1, 2].flatMap((stride) =>
    ['SAME', 'VALID'].map((padding) => ({
      title: `${op} 3×3, stride ${stride}, ${padding}`,
      nodes: one(op, ['x'], { ...window(stride, padding), ksize: [1, 3, 3, 1] }),
    })),
  ),
);

const reductions: Case[] = ['Mean', 'Max'].flatMap((op) =>
  [true, false].map((keep) => ({
    title: `${op} over positions, keep_dims ${keep}`,
    nodes: one(op, ['x', 'axes'], { keep_dims: keep }),
    constants: { axes: { ints: [1, -2] } },
  })),
);

const others: Case[] = [
  {
    title: 'Conv2D with dilation 2, SAME',
    nodes: one('Conv2D', ['x', 'w'], window(1, 'SAME', 2)),
    constants: { w: { shape: [3, 3, 3, 4] } },
  },
  {
    title: 'Conv2D with explicit padding',
    nodes: one('Conv2D', ['x', 'w'], {
      ...window(2, 'EXPLICIT'),
      explicit_paddings: [0, 0, 1, 2, 3, 0, 0, 0],
    }),
    constants: { w: { shape: [3, 3, 3, 4] } },
  },
  ...[1, 2].flatMap((stride) =>
    [1, 2].map((multiplier) => ({
      title: `DepthwiseConv2dNative, stride ${stride}, multiplier ${multiplier}`,
      nodes: one('DepthwiseConv2dNative', ['x', 'w'], window(stride, 'SAME')),
      constants: { w: { shape: [3, 3, 3, multiplier] } },
    })),
  ),
  {
    title: 'FusedDepthwiseConv2dNative',
    nodes: one('FusedDepthwiseConv2dNative', ['x', 'w', 'b'], {
      ...window(2, 'SAME'),
      fused_ops: ['BiasAdd', 'Relu6'],
      num_args: { i: 1 },
    }),
    constants: { w: { shape: [3, 3, 3, 2] }, b: { shape: [6] } },
  },
  {
    title: 'BiasAdd',
    nodes: one('BiasAdd', ['x', 'b'], { data_format: 'NHWC' }),
    constants: { b: { shape: [3] } },
  },
  ...['Relu', 'Relu6', 'Elu', 'Sigmoid', 'Tanh', 'Identity', 'Softmax'].map((op) => ({
    title: `${op} of a map`,
    nodes: one(op, ['x']),
  })),
  { title: 'LeakyRelu', nodes: one('LeakyRelu', ['x'], { alpha: { f: 0.1 } }) },
  {
    title: 'FusedBatchNormV3',
    nodes: one('FusedBatchNormV3', ['x', 'scale', 'offset', 'mean', 'variance'], {
      epsilon: { f: 0.001 },
      is_training: false,
      data_format: 'NHWC',
    }),
    constants: {
      scale: { shape: [3] },
      offset: { shape: [3] },
      mean: { shape: [3] },
      variance: { shape: [3], positive: true },
    },
  },
  {
    title: 'Pad of positions and channels',
    nodes: one('Pad', ['x', 'p']),
    constants: { p: { ints: [0, 0, 1, 2, 3, 0, 1, 0], shape: [4, 2] } },
  },
  {
    title: 'PadV2 with a value',
    nodes: one('PadV2', ['x', 'p', 'v']),
    constants: { p: { ints: [0, 0, 1, 0, 0, 1, 0, 0], shape: [4, 2] }, v: { shape: [] } },
  },
  ...[3, -1, 1].map((axis) => ({
    title: `ConcatV2 along axis ${axis}`,
    nodes: [
      { name: 'twice', op: 'Add', input: ['x', 'x'] },
      { name: 'y', op: 'ConcatV2', input: ['x', 'twice', 'axis'], attr: { N: { i: 2 } } },
    ],
    constants: { axis: { ints: [axis], shape: [] } },
  })),
  // The reference gets a fused product with transposed weights wrong, so only the plain one has them.
  {
    title: 'Reshape of a map to vectors, MatMul and _FusedMatMul',
    nodes: [
      { name: 'flat', op: 'Reshape', input: ['x', 'shape'] },
      {
        name: 'hidden',
        op: 'MatMul',
        input: ['flat', 'w'],
        attr: { transpose_a: false, transpose_b: true },
      },
      {
        name: 'y',
        op: '_FusedMatMul',
        input: ['hidden', 'v', 'b'],
        attr: { transpose_a: false, transpose_b: false, fused_ops: ['BiasAdd', 'Relu'], num_args: { i: 1 } },
      },
    ],
    constants: { shape: { ints: [-1, 90] }, w: { shape: [4, 90] }, v: { shape: [4, 5] }, b: { shape: [5] } },
    sizes: [[6, 5]],
  },
  {
    title: 'Reshape of a map to a map',
    nodes: one('Reshape', ['x', 'shape']),
    constants: { shape: { ints: [-1, 5, 6, 3] } },
    sizes: [[6, 5]],
  },
];

const masks = (shrink: number, begin = 0, stop = 0) => ({
  shrink_axis_mask: { i: shrink },
  begin_mask: { i: begin },
  end_mask: { i: stop },
});

/** Operators that see every axis, in TensorFlow's order. */
const structural: Case[] = [
  ...['Square', 'Sin', 'Cos'].map((op) => ({ title: `${op} of a map`, nodes: one(op, ['x']) })),
  {
    title: 'Rsqrt',
    nodes: [
      { name: 'square', op: 'Square', input: ['x'] },
      { name: 'y', op: 'Rsqrt', input: ['square'] },
    ],
  },
  ...[
    [0, 2, 1, 3],
    [0, 3, 1, 2],
  ].map((order) => ({
    title: `Transpose of a map by ${order}`,
    nodes: one('Transpose', ['x', 'order']),
    constants: { order: { ints: order } },
  })),
  ...['Sum', 'Prod'].map((op) => ({
    title: `${op} over rows and channels`,
    nodes: one(op, ['x', 'axes'], { keep_dims: true }),
    constants: { axes: { ints: [1, 3] } },
  })),
  {
    title: 'Slice of a map',
    nodes: one('Slice', ['x', 'begin', 'size']),
    constants: { begin: { ints: [0, 2, 1, 1] }, size: { ints: [-1, 3, -1, 2] } },
  },
  // Both in one, or an index from the end, the reference gets wrong.
  {
    title: 'StridedSlice of a map, with steps',
    nodes: one('StridedSlice', ['x', 'begin', 'stop', 'steps'], masks(0, 1, 2)),
    constants: { begin: { ints: [9, 1, -2] }, stop: { ints: [2, -3, -1] }, steps: { ints: [1, 2, 1] } },
  },
  {
    title: 'StridedSlice of a map, with an index',
    nodes: one('StridedSlice', ['x', 'begin', 'stop', 'steps'], masks(2, 0, 13)),
    constants: {
      begin: { ints: [0, 3, 2, 1] },
      stop: { ints: [0, 4, 0, 0] },
      steps: { ints: [1, 1, 1, 1] },
    },
  },
  {
    title: 'GatherV2 of channels',
    nodes: one('GatherV2', ['x', 'channels', 'axis']),
    constants: { channels: { ints: [2, 0, 0, 1] }, axis: { ints: [3], shape: [] } },
  },
  {
    title: 'GatherNd of positions',
    nodes: one('GatherNd', ['x', 'positions']),
    constants: { positions: { ints: [1, 2, 0, 0, 5, 3], shape: [2, 3] } },
  },
  {
    title: 'SplitV of channels, of which the second part is read',
    nodes: [
      { name: 'parts', op: 'SplitV', input: ['x', 'lengths', 'axis'], attr: { num_split: { i: 2 } } },
      { name: 'y', op: 'Square', input: ['parts:1'] },
    ],
    constants: { lengths: { ints: [1, 2] }, axis: { ints: [-1], shape: [] } },
  },
  {
    title: 'ExpandDims and Squeeze of vectors',
    nodes: [
      { name: 'vectors', op: 'Mean', input: ['x', 'axes'], attr: { keep_dims: false } },
      { name: 'rows', op: 'ExpandDims', input: ['vectors', 'one'] },
      { name: 'map', op: 'ExpandDims', input: ['rows', 'last'] },
      { name: 'y', op: 'Squeeze', input: ['map'], attr: { squeeze_dims: [1] } },
    ],
    constants: {
      axes: { ints: [1, 2] },
      one: { ints: [1], shape: [] },
      last: { ints: [-1], shape: [] },
    },
  },
  {
    title: 'Reshape to a shape that is computed',
    nodes: [
      { name: 'shape', op: 'Shape', input: ['x'] },
      { name: 'rows', op: 'StridedSlice', input: ['shape', 'b', 'e', 's'], attr: masks(1) },
      { name: 'target', op: 'Pack', input: ['rows', 'rest'], attr: { N: { i: 2 }, axis: { i: 0 } } },
      { name: 'y', op: 'Reshape', input: ['x', 'target'] },
    ],
    constants: {
      b: { ints: [1] },
      e: { ints: [2] },
      s: { ints: [1] },
      rest: { ints: [-1], shape: [] },
    },
  },
  ...[true, false].map((adjoint) => ({
    title: `BatchMatMul of maps, the second ${adjoint ? 'transposed' : 'as it is'}`,
    nodes: [
      { name: 'other', op: 'Transpose', input: ['x', 'order'] },
      {
        name: 'y',
        op: 'BatchMatMul',
        input: ['x', adjoint ? 'x' : 'other'],
        attr: { adj_x: false, adj_y: adjoint },
      },
    ],
    constants: { order: { ints: [0, 1, 3, 2] } },
  })),
];

async function compare({ nodes, constants = {} }: Case, [height, width]: readonly [number, number]) {
  const { model, weights } = smallGraph(nodes, constants);
  const rng = createRng(height * 100 + width);
  const shape = [2, height, width, 3];
  const values = Float32Array.from({ length: 2 * height * width * 3 }, () => 4 * rng.normal());
  const names = nodes.map(({ name }) => name);
  const expected = await runReference(await loadReference(model, weights), shape, values, names);

  const session = await createSession(encodeModel(importTfjsGraphModel(model, [weights])));
  const x = { type: 'float32', data: toNchw(values, shape), dims: [2, 3, height, width] } as const;
  const actual = await session.run({ x });
  await session.release();
  const y = expected.get('y')!;
  expect(actual.y!.dims).toEqual(y.shape);
  expect(relativeError(actual.y!.data as Float32Array, y.data)).toBeLessThan(1e-5);
}

describe('importTfjsGraphModel gives what TensorFlow.js gives', () => {
  const cases = [...convolutions, ...fused, ...binary, ...pooling, ...reductions, ...others, ...structural];
  it.each(cases)('$title', async (given) => {
    for (const size of given.sizes ??
      ([
        [8, 8],
        [7, 9],
        [10, 7],
      ] as const))
      await compare(given, size);
  });
});

describe('importTfjsGraphModel', () => {
  const unknown = smallGraph(
    [
      { name: 'trunk', op: 'Relu', input: ['x'] },
      { name: 'head', op: 'TopKV2', input: ['trunk', 'k'] },
      { name: 'after', op: 'Relu', input: ['head'] },
    ],
    { k: { ints: [1], shape: [] } },
  );

  it('refuses an unknown operator by name', () => {
    expect(() => importTfjsGraphModel(unknown.model, [unknown.weights])).toThrow(
      'Cannot convert node "head" as its operator must be a known one: it is TopKV2',
    );
  });

  it('leaves behind what is not wanted, whatever its operator', () => {
    const model = importTfjsGraphModel(unknown.model, [unknown.weights], (name) => name === 'trunk');
    expect(model.graph.node.map(({ name }) => name)).toEqual(['trunk']);
    expect(model.graph.output.map(({ name }) => name)).toEqual(['trunk']);
  });

  it.each([
    [
      { ...window(1, 'SAME'), data_format: 'NCHW' },
      'Cannot convert node "y" (Conv2D) as data_format must be NHWC: NCHW',
    ],
    [window(1, 'ODD'), 'Cannot convert node "y" (Conv2D) as padding must be SAME, VALID or EXPLICIT: ODD'],
  ])('refuses an attribute it cannot convert', (attr, message) => {
    const { model, weights } = smallGraph(one('Conv2D', ['x', 'w'], attr), { w: { shape: [1, 1, 3, 1] } });
    expect(() => importTfjsGraphModel(model, [weights])).toThrow(message);
  });

  it('refuses an unknown fused operation', () => {
    const attr = { ...window(1, 'SAME'), fused_ops: ['BiasAdd', 'Gelu'] };
    const { model, weights } = smallGraph(one('_FusedConv2D', ['x', 'w', 'b'], attr), {
      w: { shape: [1, 1, 3, 1] },
      b: { shape: [1] },
    });
    expect(() => importTfjsGraphModel(model, [weights])).toThrow('Cannot convert node "y" (_FusedConv2D)');
  });

  it('refuses a reduction that would reorder the axes that stay', () => {
    const { model, weights } = smallGraph(one('Mean', ['x', 'axes'], { keep_dims: false }), {
      axes: { ints: [1] },
    });
    expect(() => importTfjsGraphModel(model, [weights])).toThrow('the axes that stay must keep their order');
  });

  it.each<[string, readonly NodeSpec[], Readonly<Record<string, ConstantSpec>>, string]>([
    [
      'an ellipsis',
      one('StridedSlice', ['x', 'b', 'b', 'b'], { ellipsis_mask: { i: 1 } }),
      { b: { ints: [1] } },
      'Cannot convert node "y" (StridedSlice) as ellipsis_mask must be 0: 1',
    ],
    [
      'a squeeze of whatever is 1',
      one('Squeeze', ['x']),
      {},
      'Cannot convert node "y" (Squeeze) as squeeze_dims must name the axes: it is empty',
    ],
    [
      'a shape of unknown length',
      [
        { name: 'ids', op: 'Range', input: ['zero', 'zero', 'zero'] },
        { name: 'y', op: 'Reshape', input: ['x', 'ids'] },
      ],
      { zero: { ints: [0], shape: [] } },
      'Cannot convert node "y" (Reshape) as the rank of its result must be known: it is computed',
    ],
    [
      'an output that is not there',
      one('Square', ['x:1']),
      {},
      'Cannot convert node "y" (Square) as what it reads must be there: "x:1"',
    ],
  ])('refuses %s', (_title, nodes, constants, message) => {
    const { model, weights } = smallGraph(nodes, constants);
    expect(() => importTfjsGraphModel(model, [weights])).toThrow(message);
  });

  it('refuses a file that is no graph-model', () => {
    expect(() => importTfjsGraphModel({} as never, [])).toThrow(
      'it must hold modelTopology.node and weightsManifest',
    );
  });
});
