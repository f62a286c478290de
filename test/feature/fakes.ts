import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backbone, ImageBackbone, Layer, Tap } from '../../src/backbone/index.ts';
import { type Effects, sha256, silentEffects } from '../../src/core/index.ts';
import type { Dataset } from '../../src/dataset/index.ts';
import { deepSpaces, type ExtractionPlan, recipeSpace, recipes } from '../../src/feature/index.ts';

/** Every file of a folder as a sample, all of one class. */
export function datasetOf(folder: string): Dataset {
  const ids = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return {
    id: 'folder',
    modality: 'image',
    samples: ids.map((file) => ({
      id: file.slice(folder.length + 1),
      content: { file },
      contentHash: sha256(readFileSync(file)),
      classId: 0,
    })),
    classNames: ['thing'],
    task: 'classification',
    fingerprint: '',
    skipped: [],
    duplicates: [],
    warnings: [],
  };
}

export interface FakeBackbone extends ImageBackbone {
  /** One entry per session: its layers, and the samples of each of its batches. */
  readonly sessions: { readonly layers: readonly string[]; readonly batches: number[] }[];
}

const size = 8;

/** A network of three layers whose vectors are sums over parts of the 8 × 8 input: layer `L` has L values a sample.
 * @param onRun called before each batch. */
export function fakeBackbone(onRun: () => void | Promise<void> = () => {}): FakeBackbone {
  const layers = ['1', '2', '3'].map(
    (name): Layer => ({
      name,
      operator: 'Conv',
      shape: [Number(name)],
      depth: Number(name) / 3,
      macs: 1000 * Number(name),
      parameters: 10,
    }),
  );
  const sessions: FakeBackbone['sessions'] = [];
  const input = {
    size: [size, size],
    resize: 'squash',
    kernel: 'bilinear',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    layout: 'nchw',
  } as const;
  const dimOf = ({ layer }: Tap) => Number(layer);
  return {
    id: 'fake',
    modality: 'image',
    card: {
      id: 'fake',
      title: 'Fake',
      summary: 'sums',
      modality: 'image',
      format: 'onnx',
      source: { kind: 'file', path: 'fake.onnx' },
      licence: 'MIT',
      paper: '',
      input,
      stages: ['1', '2', '3'],
    },
    weightsHash: sha256('fake'),
    weights: 'pretrained',
    provider: 'cpu',
    dynamic: new Map(),
    layers,
    stages: ['1', '2', '3'],
    input,
    select: (wanted) => (Array.isArray(wanted) ? layers.filter(({ name }) => wanted.includes(name)) : layers),
    dimOf,
    bytesOf: () => 40,
    sessions,
    tap: async (taps) => {
      const batches: number[] = [];
      sessions.push({ layers: taps.map(({ layer }) => layer), batches });
      return {
        taps,
        dims: taps.map(dimOf),
        provider: 'cpu',
        run: async (batch, n) => {
          await onRun();
          batches.push(n);
          return taps.map((tap) => sums(batch, n, dimOf(tap)));
        },
        release: async () => {},
      };
    },
  };
}

function sums(batch: Float32Array, n: number, dim: number): Float32Array {
  const result = new Float32Array(n * dim);
  const length = 3 * size * size;
  for (let i = 0; i < n * length; i++) {
    const sample = Math.floor(i / length);
    result[sample * dim + (i % dim)]! += batch[i]!;
  }
  return result;
}

/** Some layers of a backbone, and both recipes for images. */
export function planOf(backbone: Backbone, layers: readonly string[] = ['1', '3']): ExtractionPlan {
  return {
    backbones: [{ backbone, spaces: deepSpaces(backbone, layers, ['mean']) }],
    recipes: recipes.entries.filter(({ modality }) => modality === 'image').map(recipeSpace),
  };
}

/** Silent effects that keep the warnings. */
export function listeningEffects(
  overrides: Partial<Effects> = {},
): Effects & { readonly warnings: string[] } {
  const warnings: string[] = [];
  const logger = { info: () => {}, debug: () => {}, warn: (line: string) => void warnings.push(line) };
  return { ...silentEffects({ logger, ...overrides }), warnings };
}
