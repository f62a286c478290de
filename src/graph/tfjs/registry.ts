import type { Converter } from './graph-writer.ts';
import { convertActivation } from './ops/activation.ts';
import { convertBatchMatMul } from './ops/batch-matmul.ts';
import { convertBatchNorm } from './ops/batch-norm.ts';
import { convertCast } from './ops/cast.ts';
import { convertConcat } from './ops/concat.ts';
import { convertConvolution, convertDepthwise } from './ops/convolution.ts';
import { convertExpandDims, convertSqueeze } from './ops/dimensions.ts';
import { convertElementwise } from './ops/elementwise.ts';
import { convertGather, convertGatherNd } from './ops/gather.ts';
import { convertIdentity } from './ops/identity.ts';
import { convertMatMul } from './ops/matmul.ts';
import { convertPack } from './ops/pack.ts';
import { convertPad } from './ops/pad.ts';
import { convertPooling } from './ops/pooling.ts';
import { convertRange } from './ops/range.ts';
import { convertReduction } from './ops/reduction.ts';
import { convertReshape } from './ops/reshape.ts';
import { convertScatterNd, convertSparseToDense } from './ops/scatter.ts';
import { convertShape } from './ops/shape.ts';
import { convertSlice, convertStridedSlice } from './ops/slice.ts';
import { convertSoftmax } from './ops/softmax.ts';
import { convertSplit } from './ops/split.ts';
import { convertTranspose } from './ops/transpose.ts';
import { convertUnary } from './ops/unary.ts';
import { convertWhere } from './ops/where.ts';

/** Every TensorFlow operator that can be converted, by its name. */
export const converters: Readonly<Record<string, Converter>> = {
  Add: convertElementwise,
  AddV2: convertElementwise,
  AvgPool: convertPooling,
  BatchMatMul: convertBatchMatMul,
  BatchMatMulV2: convertBatchMatMul,
  BiasAdd: convertElementwise,
  Cast: convertCast,
  ConcatV2: convertConcat,
  Conv2D: convertConvolution,
  Cos: convertUnary,
  DepthwiseConv2dNative: convertDepthwise,
  Elu: convertActivation,
  ExpandDims: convertExpandDims,
  FusedBatchNorm: convertBatchNorm,
  FusedBatchNormV2: convertBatchNorm,
  FusedBatchNormV3: convertBatchNorm,
  FusedDepthwiseConv2dNative: convertDepthwise,
  GatherNd: convertGatherNd,
  GatherV2: convertGather,
  Greater: convertElementwise,
  Identity: convertIdentity,
  LeakyRelu: convertActivation,
  Less: convertElementwise,
  LogicalNot: convertUnary,
  MatMul: convertMatMul,
  Max: convertReduction,
  MaxPool: convertPooling,
  Maximum: convertElementwise,
  Mean: convertReduction,
  Minimum: convertElementwise,
  Mul: convertElementwise,
  Pack: convertPack,
  Pad: convertPad,
  PadV2: convertPad,
  Prod: convertReduction,
  Range: convertRange,
  RealDiv: convertElementwise,
  Relu6: convertActivation,
  Relu: convertActivation,
  Reshape: convertReshape,
  Rsqrt: convertUnary,
  ScatterNd: convertScatterNd,
  Shape: convertShape,
  Sigmoid: convertActivation,
  Sin: convertUnary,
  Slice: convertSlice,
  Softmax: convertSoftmax,
  SparseToDense: convertSparseToDense,
  SplitV: convertSplit,
  Square: convertUnary,
  Squeeze: convertSqueeze,
  StridedSlice: convertStridedSlice,
  Sub: convertElementwise,
  Sum: convertReduction,
  Tanh: convertActivation,
  Transpose: convertTranspose,
  Where: convertWhere,
  _FusedConv2D: convertConvolution,
  _FusedMatMul: convertMatMul,
};
