import { BackboneError, createRng, deriveSeed } from '../core/index.ts';
import { tensor } from './onnx/builder.ts';
import { float32Values } from './onnx/floats.ts';
import { sizeOf, toNumber } from './onnx/read.ts';
import { dataTypes, type OnnxModel, type OnnxTensor } from './onnx/types.ts';
import { type Role, weightRoles } from './weight-roles.ts';

/** A model whose weights were drawn. */
export interface RandomModel {
  readonly model: OnnxModel;
  /** Name of the kernel by the tensor that a convolution or a product makes with it, in the order of the graph: what
   * `scaleWeight` may still bring to scale. */
  readonly kernels: ReadonlyMap<string, string>;
}

/** Replace what training learned by seeded random values and keep the architecture: kernels are normal with variance
 * 2 / fan-in, embeddings normal with variance 1, scales 1, biases 0, running means 0 and variances 1.
 * @param model normalised, so that its weights are initializers.
 * @throws {BackboneError} If a kernel is not float32.
 * Source: He et al., Delving Deep into Rectifiers, ICCV (2015) §2.2, forward case. */
export function randomizeWeights(model: OnnxModel, seed: number): RandomModel {
  const { roles, kernels } = weightRoles(model);
  const initializer = model.graph.initializer.map((weight) => {
    const role = roles.get(weight.name!);
    return role === undefined ? weight : redraw(weight, role, deriveSeed(seed, weight.name!));
  });
  return { model: { ...model, graph: { ...model.graph, initializer } }, kernels };
}

/** Multiply a float32 weight by a factor. */
export function scaleWeight(weight: OnnxTensor, factor: number): OnnxTensor {
  return withValues(
    weight,
    float32Values(weight).map((value) => value * factor),
  );
}

function redraw(weight: OnnxTensor, role: Role, seed: number): OnnxTensor {
  if (weight.dataType !== dataTypes.float32) {
    throw new BackboneError(
      `Cannot draw random weights as every kernel must be float32: "${weight.name}" has ONNX type ${weight.dataType}`,
    );
  }
  const size = sizeOf(weight.dims);
  if (role.kind === 'constant') return withValues(weight, new Float32Array(size).fill(role.value));
  const rng = createRng(seed);
  const deviation = Math.sqrt(role.variance);
  return withValues(
    weight,
    Float32Array.from({ length: size }, () => deviation * rng.normal()),
  );
}

function withValues({ name, dims }: OnnxTensor, values: Float32Array): OnnxTensor {
  return tensor(name!, 'float32', dims.map(toNumber), values);
}
