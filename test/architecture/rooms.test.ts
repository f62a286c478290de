import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** Which rooms a room may import; the road of DESIGN, top to bottom. Every room may use `core` and `worker`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  cli: ['config', 'dataset', 'media', 'graph', 'backbone', 'estimator', 'experiment', 'result', 'report'],
  experiment: [
    'config',
    'dataset',
    'media',
    'graph',
    'backbone',
    'feature',
    'linalg',
    'estimator',
    'evaluate',
    'result',
  ],
  report: ['result'],
  result: [],
  evaluate: ['estimator', 'linalg'],
  estimator: ['linalg'],
  feature: ['backbone', 'dataset', 'media', 'linalg', 'graph'],
  backbone: ['graph', 'runtime', 'media'],
  linalg: ['runtime', 'graph'],
  runtime: ['graph'],
  graph: [],
  media: [],
  dataset: [],
  config: [],
  worker: [],
  core: [],
};

/** Packages that only these rooms may know. */
const ownedPackages: Readonly<Record<string, readonly string[]>> = {
  'onnxruntime-node': ['runtime'],
  'onnxruntime-common': ['runtime'],
  '@tensorflow/': ['runtime'],
  lmdb: ['feature'],
  protobufjs: ['graph'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  vega: ['report'],
  esbuild: ['report', 'cli'],
  piscina: ['worker'],
  'umap-js': ['experiment'],
  '@saehrimnir/druidjs': ['experiment'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|mjs)$/.test(file))
  .flatMap((file): Import[] => {
    const code = readFileSync(join(src, file), 'utf8');
    const pattern = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|\bnew URL\(\s*)(['"])([^'"]+)\1/g;
    return [...code.matchAll(pattern)].map((match) => ({
      file: file.split(sep).join('/'),
      room: file.includes(sep) ? file.split(sep)[0]! : 'index.ts',
      target: match[2]!,
    }));
  });

/** The path below src/ that a relative import points to. */
function resolved({ file, target }: Import): string {
  return relative(src, join(src, file, '..', target))
    .split(sep)
    .join('/');
}

const between = imports
  .filter(({ target }) => target.startsWith('.'))
  .map((entry) => ({ ...entry, path: resolved(entry) }))
  .filter(({ room, path }) => path.split('/')[0] !== room);

describe('rooms', () => {
  it('covers every folder of src/', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(mayImport).sort());
  });

  it('imports only go down the road', () => {
    const wrong = between.filter(({ room, path }) => {
      const target = path.split('/')[0]!;
      if (room === 'index.ts' || target === 'core' || (target === 'worker' && room !== 'core')) return false;
      return !mayImport[room]?.includes(target);
    });
    expect(wrong.map(({ file, path }) => `${file} → ${path}`)).toEqual([]);
  });

  it('the road has no cycle', () => {
    const visit = (room: string, trail: readonly string[]): void => {
      expect(trail, [...trail, room].join(' → ')).not.toContain(room);
      for (const next of mayImport[room]!) visit(next, [...trail, room]);
    };
    for (const room of Object.keys(mayImport)) visit(room, []);
  });

  it('rooms are entered through their door', () => {
    const wrong = between.filter(({ path }) => !/^[^/]+\/index\.ts$/.test(path));
    expect(wrong.map(({ file, path }) => `${file} → ${path}`)).toEqual([]);
  });

  it('files within a room do not import each other in circles', () => {
    const edges = new Map<string, string[]>();
    for (const entry of imports.filter(({ target }) => target.startsWith('.'))) {
      edges.set(entry.file, [...(edges.get(entry.file) ?? []), resolved(entry)]);
    }
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (done.has(file)) return;
      expect(trail, [...trail, file].join(' → ')).not.toContain(file);
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of edges.keys()) visit(file, []);
  });

  it('heavy packages stay in the room that owns them', () => {
    const wrong = imports.filter(({ room, target }) => {
      const owned = Object.keys(ownedPackages).find(
        (name) => target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`),
      );
      return owned !== undefined && !ownedPackages[owned]!.includes(room);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('nothing below cli/ touches process or console', () => {
    const wrong = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('cli'))
      .filter((file) =>
        /\b(process|console)\.|node:process/.test(withoutComments(readFileSync(join(src, file), 'utf8'))),
      );
    expect(wrong).toEqual([]);
  });
});

describe('dependencies', () => {
  it('each stands in the table with its reason', () => {
    const { dependencies } = JSON.parse(readFileSync(join(src, '../package.json'), 'utf8'));
    const table = readFileSync(join(src, 'README.md'), 'utf8');
    const missing = Object.keys(dependencies).filter(
      (name) =>
        !table.includes(`\`${name}\``) && !table.includes(`\`${name.replace('@tensorflow/tfjs', '')}\``),
    );
    expect(missing).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
