import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { encodeModel, type OnnxModel, type OnnxTensor } from '../../src/graph/index.ts';
import { smallNet } from '../support/small-net.ts';
import { tempFolder } from '../support/temp-folder.ts';

const effects = silentEffects({ cwd: tempFolder() });
const spec = { onnx: 'models/net.onnx' };

/** Write a network whose float weights lie in another file. */
function write(file: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes): void {
  const parts: Uint8Array[] = [];
  const net = smallNet();
  let offset = 0;
  const initializer = net.graph.initializer.map((weight): OnnxTensor => {
    if (weight.dataType !== 1) return weight;
    const { rawData, ...rest } = weight;
    parts.push(rawData!);
    const place = { location: file, offset: `${offset}`, length: `${rawData!.length}` };
    offset += rawData!.length;
    return {
      ...rest,
      dataLocation: 1,
      externalData: Object.entries(place).map(([key, value]) => ({ key, value })),
    };
  });
  const model: OnnxModel = { ...net, graph: { ...net.graph, initializer } };
  mkdirSync(join(effects.cwd, 'models/parts'), { recursive: true });
  writeFileSync(join(effects.cwd, 'models/net.onnx'), encodeModel(model));
  writeFileSync(join(effects.cwd, 'models', file), change(Buffer.concat(parts)));
}

describe('an ONNX file with its weights in another one', () => {
  it('is that network, and its hash covers both files', async () => {
    write('net.onnx_data');
    const first = await openBackbone(spec, effects);
    expect(first.stages).toEqual(['sum/relu', 'vector', 'logits']);
    write('parts/weights');
    const moved = await openBackbone(spec, effects);
    expect(moved.bytesOf(['logits'])).toBe(first.bytesOf(['logits']));
    write('net.onnx_data', (bytes) => bytes.fill(1, 0, 1));
    expect((await openBackbone(spec, effects)).weightsHash).not.toBe(first.weightsHash);
  });

  it('says in one line what is wrong with that one', async () => {
    write('net.onnx_data', (bytes) => bytes.subarray(0, 40));
    await expect(openBackbone(spec, effects)).rejects.toThrow(
      'Cannot read the external weight "stem.w" as "net.onnx_data" must hold its bytes 0 to 48: it has 40',
    );
    rmSync(join(effects.cwd, 'models/net.onnx_data'));
    await expect(openBackbone(spec, effects)).rejects.toThrow(/^Cannot open backbone .*ENOENT[^\n]*$/);
    write('../net.onnx_data');
    await expect(openBackbone(spec, effects)).rejects.toThrow(
      'Cannot read the external weight "stem.w" as its file must lie in the folder of the model: "../net.onnx_data"',
    );
  });
});
