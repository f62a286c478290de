import { z } from 'zod';
import type { Catalog } from '../../src/config/index.ts';

const C = z.number().gt(0).default(1).describe('Inverse strength of the regularisation');

/** A small catalog with every kind of field that rooms use. */
export const sampleCatalog: Catalog = {
  datasets: [
    {
      id: 'emoji',
      summary: 'Embedded emoji',
      modality: 'image',
      options: z.strictObject({ perClass: z.int().min(2).max(60).default(60) }),
    },
    {
      id: 'image-folder',
      summary: 'One folder per class',
      modality: 'image',
      options: z.strictObject({ path: z.string().min(1).describe('The folder') }),
    },
    {
      id: 'manifest',
      summary: 'A table of paths and labels',
      modality: 'image',
      options: z
        .strictObject({ path: z.string(), delimiter: z.enum([',', 'tab']).optional() })
        .refine(({ path, delimiter }) => !(path.endsWith('.tsv') && delimiter === ','), {
          message: 'it must be tab for a .tsv file',
          path: ['delimiter'],
        }),
    },
    {
      id: 'text',
      summary: 'A table of texts',
      modality: 'text',
      options: z.strictObject({ path: z.string() }),
    },
  ],
  backbones: [
    { id: 'mobilenet-v3-coco', summary: 'MobileNetV3 trained on COCO', modality: 'image' },
    { id: 'mobilenet-v2-pose', summary: 'MobileNetV2 trained on human pose', modality: 'image' },
    { id: 'use-lite', summary: 'Universal Sentence Encoder', modality: 'text' },
  ],
  baselines: [
    { id: 'raw-pixels', summary: '32×32×3 pixels', modality: 'image' },
    { id: 'colour-histogram', summary: 'Counts of colours', modality: 'image' },
    { id: 'bag-of-words', summary: 'Counts of words', modality: 'text' },
  ],
  transforms: [
    { id: 'standardize', summary: 'Mean 0, variance 1', params: z.strictObject({}) },
    {
      id: 'l2',
      summary: 'Unit length',
      params: z.strictObject({ epsilon: z.number().gt(0).default(1e-12) }),
    },
  ],
  models: [
    {
      id: 'logistic-regression',
      summary: 'L2-regularised',
      params: z.strictObject({ C, maxIterations: z.int().min(1).default(1000) }),
    },
    {
      id: 'svm',
      summary: 'RBF kernel',
      params: z
        .strictObject({ C, gamma: z.union([z.enum(['scale', 'auto']), z.number().gt(0)]).default('scale') })
        .refine(({ C, gamma }) => !(C === 1000 && gamma === 'auto'), {
          message: 'it must be a number for C of 1000',
          path: ['gamma'],
        }),
      implementations: { mljs: { summary: 'ml-svm' } },
    },
    {
      id: 'naive-bayes',
      summary: 'Takes a list',
      params: z.strictObject({
        priors: z.union([z.literal('uniform'), z.array(z.number())]).default('uniform'),
      }),
    },
    { id: 'knn', summary: 'k nearest', params: z.strictObject({ k: z.int().min(1).default(5) }) },
  ],
  metrics: [
    { id: 'accuracy', title: 'Accuracy' },
    { id: 'balancedAccuracy', title: 'Balanced accuracy' },
    { id: 'macroF1', title: 'Macro F1' },
    { id: 'logLoss', title: 'Log loss' },
  ],
  scores: [
    { id: 'logme', title: 'LogME' },
    { id: 'h-score', title: 'H-score' },
  ],
  poolings: ['mean', 'max', 'mean+max', 'flatten'],
};
