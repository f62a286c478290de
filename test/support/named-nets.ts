import { createRng } from '../../src/core/index.ts';
import {
  buildModel,
  int64s,
  node,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  tensor,
} from '../../src/graph/index.ts';

/** How an exporter writes the same network. */
export interface ExportStyle {
  /** Leave BatchNormalization behind convolutions. */
  readonly unfolded?: boolean;
  /** Pad in a node of its own. */
  readonly padded?: boolean;
  /** Route biases through Identity. */
  readonly aliased?: boolean;
  /** Write Gemm as MatMul and Add, LayerNormalization as its parts. */
  readonly spread?: boolean;
}

/** A network with the tensors that carry its named layers. */
export interface NamedNet {
  readonly model: OnnxModel;
  readonly size: number;
  readonly expected: Readonly<Record<string, string>>;
}

/** Writes a graph node by node; tensors get numbers for names, as old exporters give them. */
function writer(style: ExportStyle) {
  const rng = createRng(4);
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  let count = 100;
  const fresh = () => `${count++}`;
  const op = (type: string, input: readonly string[], attributes: Parameters<typeof node>[3] = {}) => {
    const output = fresh();
    nodes.push(node(type, input, [output], attributes));
    return output;
  };
  const weight = (...dims: number[]) => {
    const name = `w${fresh()}`;
    const size = dims.reduce((a, b) => a * b, 1);
    initializers.push(
      tensor(
        name,
        'float32',
        dims,
        Float32Array.from({ length: size }, () => rng.normal() / 4),
      ),
    );
    return name;
  };
  const ones = (length: number) => {
    const name = `w${fresh()}`;
    initializers.push(tensor(name, 'float32', [length], new Float32Array(length).fill(1)));
    return name;
  };
  const ints = (...values: number[]) => {
    const name = `w${fresh()}`;
    initializers.push(int64s(name, values));
    return name;
  };
  const bias = (length: number) => (style.aliased ? op('Identity', [weight(length)]) : weight(length));
  const conv = (x: string, from: number, to: number, { k = 1, stride = 1, group = 1 } = {}) => {
    const p = k >> 1;
    const padsApart = style.padded && p > 0;
    const source = padsApart ? op('Pad', [x, ints(0, 0, p, p, 0, 0, p, p)]) : x;
    const y = op('Conv', [source, weight(to, from / group, k, k), bias(to)], {
      kernel_shape: [k, k],
      strides: [stride, stride],
      pads: padsApart ? [0, 0, 0, 0] : [p, p, p, p],
      group,
    });
    return style.unfolded ? op('BatchNormalization', [y, ones(to), weight(to), weight(to), ones(to)]) : y;
  };
  const dense = (x: string, from: number, to: number) =>
    style.spread
      ? op('Add', [op('MatMul', [x, weight(from, to)]), bias(to)])
      : op('Gemm', [x, weight(from, to), bias(to)]);
  const norm = (x: string, length: number) => {
    if (!style.spread) return op('LayerNormalization', [x, ones(length), weight(length)], { axis: -1 });
    const centred = op('Sub', [x, op('ReduceMean', [x], { axes: [-1] })]);
    const variance = op('ReduceMean', [op('Mul', [centred, centred])], { axes: [-1] });
    const scaled = op('Div', [centred, op('Sqrt', [op('Add', [variance, ones(1)])])]);
    return op('Add', [op('Mul', [scaled, ones(length)]), weight(length)]);
  };
  const finish = (size: number, output: string, expected: Readonly<Record<string, string>>): NamedNet => ({
    size,
    expected,
    model: buildModel({
      inputs: [{ name: 'x', shape: ['N', 3, size, size] }],
      outputs: [output],
      nodes,
      initializers,
    }),
  });
  return { op, weight, ints, conv, dense, norm, bias, finish };
}

/** Two convolutional blocks, two hidden layers and a classifier. */
export function tinyVgg(style: ExportStyle): NamedNet {
  const { op, conv, dense, finish } = writer(style);
  const pool = (x: string) => op('MaxPool', [x], { kernel_shape: [2, 2], strides: [2, 2] });
  const pool1 = pool(op('Relu', [conv(op('Relu', [conv('x', 3, 4, { k: 3 })]), 4, 4, { k: 3 })]));
  const pool2 = pool(op('Relu', [conv(pool1, 4, 6, { k: 3 })]));
  const flat = op('Flatten', [pool2], { axis: 1 });
  const fc1 = op('Relu', [dense(flat, 24, 10)]);
  const fc2 = op('Relu', [dense(op('Dropout', [fc1]), 10, 10)]);
  const logits = dense(fc2, 10, 5);
  return finish(8, logits, { block1_pool: pool1, block2_pool: pool2, fc1, fc2, logits });
}

/** A stem with its pooling and stages of two residual blocks each. */
export function tinyResnet(style: ExportStyle, { size = 32, nStages = 3 } = {}): NamedNet {
  const { op, conv, dense, finish } = writer(style);
  const block = (x: string, from: number, to: number, stride: number) => {
    const branch = conv(op('Relu', [conv(x, from, to, { k: 3, stride })]), to, to, { k: 3 });
    const shortcut = stride === 1 && from === to ? x : conv(x, from, to, { stride });
    return op('Relu', [op('Add', [branch, shortcut])]);
  };
  const first = op('Relu', [conv('x', 3, 4, { k: 3, stride: 2 })]);
  const stem = op('MaxPool', [first], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  const stages: Record<string, string> = {};
  let [last, width] = [stem, 4];
  for (let i = 1; i <= nStages; i++) {
    last = block(block(last, width, width + 4, i === 1 ? 1 : 2), width + 4, width + 4, 1);
    width += 4;
    stages[`stage${i}`] = last;
  }
  const pool = op('Flatten', [op('GlobalAveragePool', [last])], { axis: 1 });
  return finish(size, dense(pool, width, 5), { stem, ...stages, pool });
}

/** Four inverted residuals: without a sum, with one, with squeeze and excitation, and with a hard swish. */
export function tinyMobileNet(style: ExportStyle): NamedNet {
  const { op, weight, conv, dense, finish } = writer(style);
  const swish = (x: string) => op('Mul', [x, op('HardSigmoid', [x])]);
  const excite = (x: string, channels: number) => {
    const squeezed = op('Relu', [conv(op('GlobalAveragePool', [x]), channels, 2)]);
    return op('Mul', [x, op('Sigmoid', [conv(squeezed, 2, channels)])]);
  };
  const shifted = (x: string) => op('Mul', [x, op('Clip', [op('Add', [x, weight(1)])])]);
  const block = (
    x: string,
    from: number,
    to: number,
    stride: number,
    act: (x: string) => string,
    se = false,
  ) => {
    const expanded = act(conv(x, from, 3 * from));
    const deep = act(conv(expanded, 3 * from, 3 * from, { k: 3, stride, group: 3 * from }));
    const projected = conv(se ? excite(deep, 3 * from) : deep, 3 * from, to);
    return from === to && stride === 1 ? op('Add', [x, projected]) : projected;
  };
  const relu = (x: string) => op('Relu', [x]);
  const block1 = block(relu(conv('x', 3, 4, { k: 3, stride: 2 })), 4, 6, 2, relu);
  const block2 = block(block1, 6, 6, 1, relu);
  const block3 = block(block2, 6, 8, 2, swish, true);
  const block4 = block(block3, 8, 8, 1, shifted, true);
  const head = swish(conv(block4, 8, 20));
  const pool = op('Flatten', [op('GlobalAveragePool', [head])], { axis: 1 });
  return finish(32, dense(pool, 20, 5), { block1, block2, block3, block4, head, pool });
}

/** Patches, a class token, positions, three blocks without attention's inner life, a norm, and a projection. */
export function tinyVit(style: ExportStyle): NamedNet {
  const { op, weight, ints, conv, dense, norm, finish } = writer({ ...style, unfolded: false });
  const [width, grid] = [6, 4];
  const linear = (x: string, from: number, to: number) =>
    op('Add', [op('MatMul', [x, weight(from, to)]), weight(to)]);
  const patches = op('Reshape', [conv('x', 3, width, { stride: 2 }), ints(0, width, grid * grid)]);
  const tokens = op('Add', [op('Transpose', [patches], { perm: [0, 2, 1] }), weight(1, grid * grid, width)]);
  const block = (x: string) => {
    const normed = norm(x, width);
    const scores = op('MatMul', [normed, op('Transpose', [normed], { perm: [0, 2, 1] })]);
    const attended = linear(op('MatMul', [op('Softmax', [scores], { axis: -1 }), normed]), width, width);
    const middle = op('Add', [attended, x]);
    return op('Add', [middle, linear(op('Relu', [linear(norm(middle, width), width, 12)]), 12, width)]);
  };
  const block1 = block(tokens);
  const block2 = block(block1);
  const block3 = block(block2);
  const normed = norm(block3, width);
  const first = op('Slice', [normed, ints(0), ints(1), ints(1)]);
  const pooled = op('Squeeze', [first, ints(1)]);
  const projection = dense(pooled, width, 5);
  return finish(8, projection, { block1, block2, block3, norm: normed, pooled, projection });
}
