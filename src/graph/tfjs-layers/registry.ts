import type { LayerConverter } from './layer-call.ts';
import {
  convertActivation,
  convertLeakyReLU,
  convertPReLU,
  convertReLU,
  convertSoftmax,
  convertTrainingOnly,
} from './layers/activation.ts';
import { convertBatchNormalization } from './layers/batch-normalization.ts';
import { convertCropping2D, convertZeroPadding2D } from './layers/border.ts';
import { convertConv2D, convertDepthwiseConv2D, convertSeparableConv2D } from './layers/convolution.ts';
import { convertDense } from './layers/dense.ts';
import { convertConcatenate, convertMerge } from './layers/merge.ts';
import { convertGlobalPooling2D, convertPooling2D } from './layers/pooling.ts';
import { convertNormalization, convertRescaling } from './layers/scaling.ts';
import { convertFlatten, convertPermute, convertReshape } from './layers/shape.ts';
import { convertConv2DTranspose } from './layers/transposed-convolution.ts';
import { convertUpSampling2D } from './layers/up-sampling.ts';

/** Every Keras layer that can be converted, by its class. InputLayer and models are the walk's. */
export const layerConverters: Readonly<Record<string, LayerConverter>> = {
  Activation: convertActivation,
  ActivityRegularization: convertTrainingOnly,
  Add: convertMerge,
  AlphaDropout: convertTrainingOnly,
  Average: convertMerge,
  AveragePooling2D: convertPooling2D,
  BatchNormalization: convertBatchNormalization,
  Concatenate: convertConcatenate,
  Conv2D: convertConv2D,
  Conv2DTranspose: convertConv2DTranspose,
  Cropping2D: convertCropping2D,
  Dense: convertDense,
  DepthwiseConv2D: convertDepthwiseConv2D,
  Dropout: convertTrainingOnly,
  ELU: convertLeakyReLU,
  Flatten: convertFlatten,
  GaussianDropout: convertTrainingOnly,
  GaussianNoise: convertTrainingOnly,
  GlobalAveragePooling2D: convertGlobalPooling2D,
  GlobalMaxPooling2D: convertGlobalPooling2D,
  LeakyReLU: convertLeakyReLU,
  MaxPooling2D: convertPooling2D,
  Maximum: convertMerge,
  Minimum: convertMerge,
  Multiply: convertMerge,
  Normalization: convertNormalization,
  PReLU: convertPReLU,
  Permute: convertPermute,
  ReLU: convertReLU,
  Rescaling: convertRescaling,
  Reshape: convertReshape,
  SeparableConv2D: convertSeparableConv2D,
  Softmax: convertSoftmax,
  SpatialDropout2D: convertTrainingOnly,
  Subtract: convertMerge,
  UpSampling2D: convertUpSampling2D,
  ZeroPadding2D: convertZeroPadding2D,
};
