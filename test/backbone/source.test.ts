import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { downloadFileToCacheDir, scanCacheDir } from '@huggingface/hub';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { backbones, weightsState } from '../../src/backbone/index.ts';
import { openWeights } from '../../src/backbone/source/open.ts';
import { sourceOf } from '../../src/backbone/source/spec.ts';
import type { BackboneCard, WeightSource } from '../../src/backbone/types.ts';
import { createRng, type Effects, sha256, silentEffects } from '../../src/core/index.ts';
import { gitBlobId, type HubServer, repo, startHub, token } from '../support/hub-server.ts';
import { tempFolder } from '../support/temp-folder.ts';

const rng = createRng(1);
const random = (length: number) => Uint8Array.from({ length }, () => rng.int(256));
const net = random(3_000_000);
const files = { 'onnx/net.onnx': net, 'tokenizer.json': random(900) };

let hub: HubServer;
let cwd: string;
beforeEach(async () => {
  hub = await startHub(files);
  cwd = tempFolder();
});
afterEach(() => hub.close());

const effects = (env: Record<string, string> = {}, more: Partial<Effects> = {}) =>
  silentEffects({ cwd, env: { HF_HOME: join(cwd, 'hf'), HF_ENDPOINT: hub.endpoint, ...env }, ...more });
const offline = { HF_HUB_OFFLINE: '1' };
const source = (more: Partial<Extract<WeightSource, { kind: 'hub' }>> = {}): WeightSource => ({
  kind: 'hub',
  repo,
  revision: 'main',
  files: ['onnx/net.onnx'],
  ...more,
});
const open = (env?: Record<string, string>, from = source()) => openWeights(from, 'net', effects(env));
const folder = () => join(cwd, 'hf', 'hub', 'models--lab--net');
const below = (...names: string[]) =>
  existsSync(join(folder(), ...names)) ? readdirSync(join(folder(), ...names)) : [];
const lock = () => parse(readFileSync(join(cwd, 'strata.lock'), 'utf8')).weights;
const downloads = () => hub.requests.filter((line) => line.startsWith('GET /storage'));
const failure = (name: string, message: string) =>
  expect.objectContaining({ name, message: expect.stringMatching(new RegExp(`^${message}$`)) });

describe('a hub source', () => {
  it('is downloaded into the cache that all Hugging Face libraries share', async () => {
    const commit = hub.publish({});
    const weights = await open({}, source({ files: ['onnx/net.onnx', 'tokenizer.json'] }));
    expect(weights.files.map(sha256)).toEqual([sha256(net), sha256(files['tokenizer.json'])]);
    expect(weights.hash()).toBe(sha256(Buffer.concat([net, files['tokenizer.json']])));
    expect(readFileSync(join(folder(), 'refs/main'), 'utf8')).toBe(commit);
    expect(below('blobs').sort()).toEqual([sha256(net), gitBlobId(files['tokenizer.json'])].sort());
    expect(sha256(readFileSync(join(folder(), 'snapshots', commit, 'onnx/net.onnx')))).toBe(sha256(net));

    const cacheDir = join(cwd, 'hf', 'hub');
    const { repos, warnings } = await scanCacheDir(cacheDir);
    expect(warnings).toEqual([]);
    expect(repos).toMatchObject([
      { id: { name: repo, type: 'model' }, revisions: [{ commitOid: commit, refs: ['main'] }] },
    ]);
    const asked = hub.requests.length;
    const found = await downloadFileToCacheDir({ repo, path: 'onnx/net.onnx', revision: commit, cacheDir });
    expect(sha256(readFileSync(found))).toBe(sha256(net));
    expect(hub.requests).toHaveLength(asked);
  });

  it('is read from the cache without a network', async () => {
    await open();
    const asked = hub.requests.length;
    expect(sha256((await open()).files[0]!)).toBe(sha256(net));
    expect(sha256((await open(offline)).files[0]!)).toBe(sha256(net));
    expect(hub.requests).toHaveLength(asked);
  });

  it('sends the token to the hub and not to its storage server', async () => {
    await open({ HF_TOKEN: token }, source({ repo: 'lab/gated' }));
    expect(hub.requests).toEqual([
      'HEAD /lab/gated/resolve/main/onnx/net.onnx token',
      'GET /lab/gated/resolve/main/onnx/net.onnx token',
      `GET /storage/${sha256(net)}`,
    ]);
  });

  it('knows whether a card is here', async () => {
    const card = { ...backbones.get('resnet18'), id: 'net', source: source() } as BackboneCard;
    expect(await weightsState(card, effects())).toBe('not here');
    await open();
    expect(await weightsState(card, effects())).toBe('cached');
    writeFileSync(join(cwd, 'net.onnx'), net);
    expect(await weightsState(card, effects({ STRATA_WEIGHTS: '.' }))).toBe('given');
  });

  it('shows its progress in megabytes', async () => {
    const shown: unknown[] = [];
    const progress: Effects['progress'] = {
      start: (label, total, unit) => {
        shown.push([label, total, unit]);
        return { advance: (n) => shown.push(n), stop: () => shown.push('stop') };
      },
    };
    await openWeights(source(), 'net', effects({}, { progress }));
    expect(shown[0]).toEqual(['Downloading "onnx/net.onnx" of lab/net', 3, 'MB']);
    expect(shown.at(-1)).toBe('stop');
    expect(shown.slice(1, -1).reduce<number>((sum, n) => sum + (n as number), 0)).toBe(3);
  });

  it('finds the graph of a repository that is named without a file', async () => {
    const found = await sourceOf({ hub: repo }, effects());
    expect(found).toMatchObject({ files: ['onnx/net.onnx'], revision: 'main' });
    hub.publish({ 'onnx/net_int8.onnx': random(10) });
    await expect(sourceOf({ hub: repo }, effects())).rejects.toThrow(
      'Cannot open backbone "lab/net" as it must have one ONNX file, or "file" must name one: "onnx/net.onnx", "onnx/net_int8.onnx"',
    );
    await expect(sourceOf({ hub: 'net' }, effects())).rejects.toThrow(
      'Cannot open backbone "net" as a repository must be named as org/name',
    );
    hub.publish({ 'onnx/model.onnx': random(10) });
    expect(await sourceOf({ hub: repo }, effects())).toMatchObject({ files: ['onnx/model.onnx'] });
  });
});

describe('a download', () => {
  it('goes on where the connection was cut', async () => {
    hub.faults.push({ kind: 'cut', after: 1_000_000 }, { kind: 'status', status: 503 });
    expect(sha256((await open()).files[0]!)).toBe(sha256(net));
    expect(downloads().map((line) => line.endsWith('range'))).toEqual([false, true, true]);
  });

  it('goes on after a body that ended too early', async () => {
    hub.faults.push({ kind: 'end-early', after: 2_000_000 });
    expect(sha256((await open()).files[0]!)).toBe(sha256(net));
    expect(downloads()).toHaveLength(2);
  });

  it('keeps what came when the server gives up, and goes on in the next run', async () => {
    hub.faults.push({ kind: 'cut', after: 1_000_000 });
    for (let i = 0; i < 4; i++) hub.faults.push({ kind: 'status', status: 500 });
    await expect(open()).rejects.toThrow(
      failure(
        'BackboneError',
        'Cannot download "onnx/net.onnx" of lab/net as its server must be reachable and answer to the end: status 500; run again to go on',
      ),
    );
    expect(below('blobs')).toEqual([`${sha256(net)}.incomplete`]);
    expect(below('snapshots')).toEqual([]);
    await open();
    expect(downloads().at(-1)).toMatch(/range$/);
    expect(below('blobs')).toEqual([sha256(net)]);
  });

  it('survives kill -9', async () => {
    hub.faults.push({ kind: 'stall', after: 1_000_000 });
    const script = fileURLToPath(new URL('./children/open-weights.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, cwd, hub.endpoint], {
      stdio: 'inherit',
    });
    const partial = join(folder(), 'blobs', `${sha256(net)}.incomplete`);
    for (let i = 0; i < 400 && !(existsSync(partial) && statSync(partial).size === 1_000_000); i++)
      await wait(50);
    child.kill('SIGKILL');
    await new Promise((ended) => child.on('close', ended));
    expect(below('snapshots')).toEqual([]);
    expect(existsSync(join(cwd, 'strata.lock'))).toBe(false);
    const abandoned = join(folder(), 'blobs', `${sha256(net)}.lock`);
    utimesSync(abandoned, new Date(0), new Date(0));
    expect(sha256((await open()).files[0]!)).toBe(sha256(net));
    expect(downloads().at(-1)).toMatch(/range$/);
  });

  it('with other bytes than announced is refused and leaves nothing', async () => {
    hub.faults.push({ kind: 'other-bytes' });
    await expect(open()).rejects.toThrow(
      failure(
        'IntegrityError',
        `Cannot use "onnx/net.onnx" of lab/net as its SHA-256 must be what its server announces: expected ${sha256(net)}, read [0-9a-f]{64}`,
      ),
    );
    expect(below('blobs')).toEqual([]);
    expect(below('snapshots')).toEqual([]);
    expect(existsSync(join(cwd, 'strata.lock'))).toBe(false);
  });

  it('stops at Ctrl-C and keeps what came', async () => {
    hub.faults.push({ kind: 'stall', after: 1_000_000 });
    const controller = new AbortController();
    const opening = openWeights(source(), 'net', effects({}, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 200);
    await expect(opening).rejects.toThrow(expect.objectContaining({ name: 'InterruptedError' }));
    expect(below('blobs')).toEqual([`${sha256(net)}.incomplete`]);
  });

  it('is made once by runs that want the same file at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => open()));
    expect(runs.map(({ hash }) => hash())).toEqual(Array(4).fill(sha256(net)));
    expect(downloads()).toHaveLength(1);
  });
});

describe('a hub that refuses', () => {
  it.each<[string, Record<string, string>, Parameters<typeof source>[0], string]>([
    [
      'a gated repository',
      {},
      { repo: 'lab/gated' },
      'Cannot download "onnx/net.onnx" of lab/gated as its terms must be accepted: accept them on its page, then set HF_TOKEN to a token of that account \\(status 401\\)',
    ],
    [
      'a private repository',
      { HF_TOKEN: 'hf_other' },
      { repo: 'lab/private' },
      'Cannot download "onnx/net.onnx" of lab/private as you must be allowed to read it: set HF_TOKEN to a token that may, if "lab/private" exists \\(status 401\\)',
    ],
    [
      'an unknown repository',
      {},
      { repo: 'lab/nothing' },
      'Cannot download "onnx/net.onnx" of lab/nothing as the hub must have the repository: there is no "lab/nothing"',
    ],
    [
      'an unknown revision',
      {},
      { revision: 'v9' },
      'Cannot download "onnx/net.onnx" of lab/net as the repository must have the revision: there is no "v9"',
    ],
    [
      'an unknown file',
      {},
      { files: ['net.onnx'] },
      'Cannot download "net.onnx" of lab/net as the repository must have the file: there is no "net.onnx" at revision "main"',
    ],
    [
      'a file that is not here, offline',
      offline,
      {},
      'Cannot open backbone "net" as its weights must be on this machine: "onnx/net.onnx" of lab/net is not in the cache ".*hub" and HF_HUB_OFFLINE is set; unset it, or give a folder that holds net.onnx with --weights DIR or STRATA_WEIGHTS',
    ],
    [
      'a server that is not there',
      { HF_ENDPOINT: 'http://127.0.0.1:9' },
      {},
      'Cannot download "onnx/net.onnx" of lab/net as its server must be reachable and answer to the end: .*; run again to go on, or give a folder that holds net.onnx with --weights DIR or STRATA_WEIGHTS',
    ],
    [
      'a name that leads out of the repository',
      {},
      { files: ['../../etc/passwd'] },
      'Cannot open backbone "net" as its files must lie beside it: "../../etc/passwd"',
    ],
  ])('%s', async (_, env, more, message) => {
    await expect(open(env, source(more))).rejects.toThrow(failure('BackboneError', message));
    expect(below('snapshots')).toEqual([]);
    expect(existsSync(join(cwd, 'strata.lock'))).toBe(false);
  });
});

describe('strata.lock', () => {
  const key = 'lab/net@main/onnx/net.onnx';

  it('pins commit and SHA-256 at first use', async () => {
    await open();
    expect(lock()).toEqual({
      [key]: { commit: expect.stringMatching(/^[0-9a-f]{40}$/), sha256: sha256(net) },
    });
  });

  it('keeps a branch at the pinned commit, on another machine too', async () => {
    await open();
    hub.publish({ 'onnx/net.onnx': random(100) });
    rmSync(join(cwd, 'hf'), { recursive: true });
    expect(sha256((await open()).files[0]!)).toBe(sha256(net));
  });

  it('refuses a file that changed under it, until its entry is deleted', async () => {
    await open();
    const changed = random(50);
    const pointer = join(folder(), 'snapshots', below('snapshots')[0]!, 'onnx/net.onnx');
    rmSync(pointer);
    writeFileSync(pointer, changed);
    await expect(open()).rejects.toThrow(
      failure(
        'IntegrityError',
        `Cannot use weights "${key}" as SHA-256 must match strata.lock: expected ${sha256(net)}, read ${sha256(changed)}; to accept the changed file, delete its entry from strata.lock`,
      ),
    );
    rmSync(join(cwd, 'strata.lock'));
    await open();
    expect(lock()[key].sha256).toBe(sha256(changed));
  });

  it('does not pin a file that was damaged in the cache', async () => {
    await open();
    rmSync(join(cwd, 'strata.lock'));
    writeFileSync(join(folder(), 'blobs', sha256(net)), random(50));
    await expect(open()).rejects.toThrow(
      failure(
        'IntegrityError',
        `Cannot use weights "${key}" as SHA-256 must match the file's name in the cache: expected ${sha256(net)}, read [0-9a-f]{64}; to download it again, delete ".*net.onnx" and the file that it links to`,
      ),
    );
    expect(existsSync(join(cwd, 'strata.lock'))).toBe(false);
  });

  it('takes the pins of runs at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `net-${i}.onnx`);
    hub.publish(Object.fromEntries(names.map((name) => [name, random(100)])));
    await Promise.all(names.map((name) => open({}, source({ files: [name] }))));
    expect(Object.keys(lock())).toHaveLength(12);
    expect(readdirSync(cwd).filter((name) => name.startsWith('strata.lock'))).toEqual(['strata.lock']);
  });

  it.each([
    [
      'weights: [',
      'strata.lock: Cannot read strata.lock as it must hold pins of weights, as strata writes them: ',
    ],
    ['weights: {a: {sha256: x}}', 'strata.lock: Cannot read strata.lock as it must hold pins of weights'],
  ])('that says %s is refused', async (text, message) => {
    writeFileSync(join(cwd, 'strata.lock'), text);
    await expect(open()).rejects.toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(message) }),
    );
  });
});

describe('a URL', () => {
  const at = (name = 'onnx/net.onnx'): WeightSource => ({
    kind: 'url',
    url: `${hub.endpoint}/files/${name}`,
  });

  it('is downloaded, resumed, kept and pinned', async () => {
    hub.faults.push({ kind: 'cut', after: 1_000_000 });
    expect(sha256((await open({}, at())).files[0]!)).toBe(sha256(net));
    expect(hub.requests.filter((line) => line.endsWith('range'))).toHaveLength(1);
    const asked = hub.requests.length;
    expect(sha256((await open(offline, at())).files[0]!)).toBe(sha256(net));
    expect(hub.requests).toHaveLength(asked);
    expect(lock()).toEqual({ [`${hub.endpoint}/files/onnx/net.onnx`]: { sha256: sha256(net) } });
  });

  it('whose file changed since it was pinned is refused', async () => {
    await open({}, at());
    hub.publish({ 'onnx/net.onnx': random(100) });
    rmSync(join(cwd, '.strata'), { recursive: true });
    await expect(open({}, at())).rejects.toThrow(
      expect.objectContaining({
        name: 'IntegrityError',
        message: expect.stringContaining(`expected ${sha256(net)}`),
      }),
    );
  });

  it('is refused without https, without an answer, and offline', async () => {
    await expect(open({}, { kind: 'url', url: 'http://example.org/a.onnx' })).rejects.toThrow(
      'Cannot open backbone "net" as its URL must start with https://: "http://example.org/a.onnx"',
    );
    await expect(open({}, at('none.onnx'))).rejects.toThrow(
      `Cannot download ${hub.endpoint}/files/none.onnx as its server must hand it out: status 404`,
    );
    await expect(open(offline, at())).rejects.toThrow(/is not in ".*weights" and HF_HUB_OFFLINE is set/);
  });
});

describe('a TensorFlow.js model', () => {
  const shards = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
  const manifest = { weightsManifest: [{ paths: [shards[0]] }, { paths: [shards[1]] }] };

  it.each(['', 'model.json'])('is read with its shards from its folder, named with "%s"', async (name) => {
    mkdirSync(join(cwd, 'net'));
    writeFileSync(join(cwd, 'net', 'model.json'), JSON.stringify(manifest));
    for (const shard of shards) writeFileSync(join(cwd, 'net', shard), shard);
    const found = await sourceOf({ tfjs: `net/${name}` }, effects());
    const { files: read, hash } = await open({}, found);
    expect(read.slice(1).map((bytes) => Buffer.from(bytes).toString())).toEqual(shards);
    expect(hash()).toBe(sha256(Buffer.concat(read)));
  });

  it('is downloaded with its shards', async () => {
    const folderFiles = { 'tfjs/model.json': Buffer.from(JSON.stringify(manifest)) };
    hub.publish({
      ...folderFiles,
      ...Object.fromEntries(shards.map((shard) => [`tfjs/${shard}`, random(9)])),
    });
    expect((await open({}, source({ files: ['tfjs/model.json'] }))).files).toHaveLength(3);
  });

  it.each([
    ['no JSON', 'Cannot open backbone "net" as its model.json must be JSON with a manifest of weights: '],
    [
      '{"weightsManifest": [{"paths": ["../../secret"]}]}',
      'Cannot open backbone "net" as its files must lie beside it: "../../secret"',
    ],
    [JSON.stringify(manifest), 'Cannot open backbone "net" as its file must be readable: ENOENT'],
  ])('that is %s is refused', async (text, message) => {
    mkdirSync(join(cwd, 'net'));
    writeFileSync(join(cwd, 'net', 'model.json'), text);
    await expect(open({}, { kind: 'folder', path: join(cwd, 'net') })).rejects.toThrow(message);
  });
});

describe('a folder given by STRATA_WEIGHTS', () => {
  it.each(['net.onnx', 'net/model.onnx', 'net/onnx/net.onnx'])(
    'serves %s in place of the hub',
    async (name) => {
      const own = random(60);
      mkdirSync(join(cwd, 'own', name, '..'), { recursive: true });
      writeFileSync(join(cwd, 'own', name), own);
      const weights = await open({ STRATA_WEIGHTS: 'own' });
      expect(sha256(weights.files[0]!)).toBe(sha256(own));
      expect(hub.requests).toEqual([]);
      expect(existsSync(join(cwd, 'strata.lock'))).toBe(false);
    },
  );

  it('must exist, and may lack a card', async () => {
    await expect(open({ STRATA_WEIGHTS: 'none' })).rejects.toThrow(
      'Cannot open backbone "net" as the folder of weights must exist: "none"',
    );
    mkdirSync(join(cwd, 'empty'));
    expect(sha256((await open({ STRATA_WEIGHTS: 'empty' })).files[0]!)).toBe(sha256(net));
  });
});
