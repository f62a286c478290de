import type { ImagePreprocessing } from '../../media/index.ts';

/** How PyTorch networks of ImageNet take images of 224×224: the short side scaled to 256, the centre cropped, values to
 * 0…1, then less the data set's mean and over its deviation. Networks differ in the kernel.
 * Source: torchvision, "Models and pre-trained weights". */
export function imagenetInput(kernel: 'bilinear' | 'bicubic'): ImagePreprocessing {
  return {
    size: [224, 224],
    resize: 'short-side',
    resizeTo: 256,
    kernel,
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    layout: 'nchw',
  };
}
