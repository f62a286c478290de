import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TfjsLayersModel, weightPaths } from '../../src/graph/index.ts';
import type { LayersFiles } from './keras.ts';

/** The layers-models of the shared assets, each with the ONNX file that holds the same network. */
export const publishedLayersModels = [
  {
    folder: 'mobilenet-v2-035-tfjs-layers',
    onnx: 'mobilenet-v2-035-imagenet.onnx',
    /** Layers, and tensors that both files name alike. */
    layers: 157,
    shared: 154,
    prepare: (value: number) => value / 127.5 - 1,
  },
  {
    folder: 'darknet-tiny-tfjs-layers',
    onnx: 'darknet-tiny-imagenet.onnx',
    layers: 51,
    shared: 51,
    prepare: (value: number) => value / 255,
  },
] as const;

/** Read a layers-model with all its shards. */
export function readLayersFiles(assets: string, folder: string): LayersFiles {
  const read = (file: string) => readFileSync(join(assets, 'models', folder, file));
  const model = JSON.parse(read('model.json').toString('utf8')) as TfjsLayersModel;
  return { model, shards: weightPaths(model.weightsManifest).map(read) };
}
