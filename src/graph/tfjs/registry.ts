import type { Converter } from './graph-writer.ts';
import { convertActivation } from './ops/activation.ts';
import { convertBatchNorm } from './ops/batch-norm.ts';
import { convertConcat } from './ops/concat.ts';
import { convertConvolution, convertDepthwise } from './ops/convolution.ts';
import { convertElementwise } from './ops/elementwise.ts';
import { convertIdentity } from './ops/identity.ts';
import { convertMatMul } from './ops/matmul.ts';
import { convertPad } from './ops/pad.ts';
import { convertPooling } from './ops/pooling.ts';
import { convertReduction } from './ops/reduction.ts';
import { convertReshape } from './ops/reshape.ts';
import { convertSoftmax } from './ops/softmax.ts';

/** Every TensorFlow operator that can be converted, by its name. */
export const converters: Readonly<Record<string, Converter>> = {
  Add: convertElementwise,
  AddV2: convertElementwise,
  AvgPool: convertPooling,
  BiasAdd: convertElementwise,
  ConcatV2: convertConcat,
  Conv2D: convertConvolution,
  DepthwiseConv2dNative: convertDepthwise,
  Elu: convertActivation,
  FusedBatchNorm: convertBatchNorm,
  FusedBatchNormV2: convertBatchNorm,
  FusedBatchNormV3: convertBatchNorm,
  FusedDepthwiseConv2dNative: convertDepthwise,
  Identity: convertIdentity,
  LeakyRelu: convertActivation,
  MatMul: convertMatMul,
  Max: convertReduction,
  MaxPool: convertPooling,
  Maximum: convertElementwise,
  Mean: convertReduction,
  Minimum: convertElementwise,
  Mul: convertElementwise,
  Pad: convertPad,
  PadV2: convertPad,
  RealDiv: convertElementwise,
  Relu: convertActivation,
  Relu6: convertActivation,
  Reshape: convertReshape,
  Sigmoid: convertActivation,
  Softmax: convertSoftmax,
  Sub: convertElementwise,
  Tanh: convertActivation,
  _FusedConv2D: convertConvolution,
  _FusedMatMul: convertMatMul,
};
