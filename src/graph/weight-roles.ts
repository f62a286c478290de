import { constantsOf, feedsOf, producersOf, readsOf, sizeOf, toNumber } from './onnx/read.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from './onnx/types.ts';

/** What a weight does: kernels and tables are drawn, with a variance that keeps activations in scale; the others have a
 * value to start from. */
export type Role =
  | { readonly kind: 'kernel' | 'table'; readonly variance: number }
  | { readonly kind: 'constant'; readonly value: 0 | 1 };

/** The roles of a model's learned weights. */
export interface Roles {
  /** By the name of the initializer. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Name of the kernel by the tensor that a convolution or a product makes with it, in the order of the graph; of nodes
   * that share a kernel the first counts. */
  readonly kernels: ReadonlyMap<string, string>;
}

/** Scale, bias, running mean and running variance of a normalisation, in the order of its inputs. */
const normalisations: Readonly<Record<string, readonly (0 | 1)[]>> = {
  BatchNormalization: [1, 0, 0, 1],
  GroupNormalization: [1, 0],
  InstanceNormalization: [1, 0],
  LayerNormalization: [1, 0],
  RMSNormalization: [1],
};

/** Tell what each weight does from the operators that read it. A weight that none of these rules covers has no role:
 * single values, slopes of activations, and constants ahead of the first kernel or table, as the normalisation of
 * pixels, are part of the architecture. */
export function weightRoles(model: OnnxModel): Roles {
  const { graph } = model;
  const constants = constantsOf(graph);
  const producers = producersOf(graph);
  const roles = new Map<string, Role>();
  const kernels = new Map<string, string>();
  const learned = new Set<string>();
  const dependent = new Set(feedsOf(graph).map(({ name }) => name));

  /** The weight behind an operand, seen through operators that reshape or convert it. */
  const weightOf = (name: string | undefined): OnnxTensor | undefined => {
    if (name === undefined || name === '' || dependent.has(name)) return undefined;
    return constants.get(name) ?? weightOf(producers.get(name)?.input[0]);
  };
  /** The shape of a weight as an operator reads it: exports may keep matrices transposed. */
  const shapeOf = (name: string | undefined): number[] | undefined => {
    const dims = weightOf(name)?.dims.map(toNumber);
    return producers.get(name ?? '')?.opType === 'Transpose' && dims?.length === 2 ? dims.reverse() : dims;
  };
  const give = (weight: OnnxTensor | undefined, role: Role) => {
    if (weight !== undefined && !roles.has(weight.name!)) roles.set(weight.name!, role);
  };

  const classify = (node: OnnxNode): void => {
    const operands = node.input.map(weightOf);
    for (const { at, fanIn } of kernelsOf(node, node.input.map(shapeOf))) {
      const weight = operands[at]!;
      if (!roles.has(weight.name!) && !recurrent.has(node.opType)) kernels.set(node.output[0]!, weight.name!);
      give(weight, { kind: 'kernel', variance: 2 / fanIn });
    }
    const bias = biasAt[node.opType];
    if (bias !== undefined) give(operands[bias], { kind: 'constant', value: 0 });
    for (const [i, value] of (normalisations[node.opType] ?? []).entries())
      give(operands[i + 1], { kind: 'constant', value });
    if (node.opType === 'Gather' && operands[0] !== undefined && operands[0].dims.length > 1)
      give(operands[0], { kind: 'table', variance: 1 });
    const neutral = neutralOf[node.opType];
    if (neutral !== undefined && node.input.some((name) => learned.has(name))) {
      for (const weight of operands) {
        const long = weight?.dims.filter((length) => toNumber(length) > 1).length ?? 0;
        if (long === 1) give(weight, { kind: 'constant', value: neutral });
        if (long > 1) give(weight, { kind: 'table', variance: 1 });
      }
    }
  };

  for (const node of graph.node) {
    const reads = readsOf(node);
    if (!reads.some((name) => dependent.has(name))) continue;
    classify(node);
    const isLearned = node.input.some((name) => learned.has(name) || roles.has(weightOf(name)?.name ?? ''));
    for (const name of node.output) {
      dependent.add(name);
      if (isLearned) learned.add(name);
    }
  }
  return { roles, kernels };
}

const recurrent = new Set(['GRU', 'LSTM', 'RNN']);

const biasAt: Readonly<Record<string, number>> = {
  Conv: 2,
  ConvTranspose: 2,
  Gemm: 2,
  GRU: 3,
  LSTM: 3,
  RNN: 3,
};

/** What an operand of these operators is before training: a bias, or a scale. */
const neutralOf: Readonly<Record<string, 0 | 1>> = { Add: 0, Sub: 0, Mul: 1, Div: 1 };

/** Which operands of a node are kernels, and how many inputs each of their outputs sums over. */
function kernelsOf(
  { opType, attribute }: OnnxNode,
  shapes: readonly (readonly number[] | undefined)[],
): { readonly at: number; readonly fanIn: number }[] {
  const fanInOf = (at: number): number => {
    const dims = shapes[at]!;
    switch (opType) {
      case 'Conv':
        return sizeOf(dims.slice(1));
      case 'ConvTranspose':
        return sizeOf([dims[0]!, ...dims.slice(2)]);
      case 'Gemm': {
        const turned = attribute.some(
          ({ name, i = 0 }) => name === (at === 0 ? 'transA' : 'transB') && toNumber(i) === 1,
        );
        return dims[(at === 0) === turned ? 0 : 1]!;
      }
      case 'MatMul':
        return dims.at(at === 0 ? -1 : -2)!;
      default:
        return dims.at(-1)!;
    }
  };
  const places = kernelPlaces[opType] ?? [];
  return places.filter((at) => (shapes[at]?.length ?? 0) > 1).map((at) => ({ at, fanIn: fanInOf(at) }));
}

const kernelPlaces: Readonly<Record<string, readonly number[]>> = {
  Conv: [1],
  ConvTranspose: [1],
  Gemm: [0, 1],
  GRU: [1, 2],
  LSTM: [1, 2],
  MatMul: [0, 1],
  RNN: [1, 2],
};
