import { openWeights } from '../../../src/backbone/source/open.ts';
import { silentEffects } from '../../../src/core/index.ts';

/** Opens `net.onnx` of the repository of test/support/hub-server.ts: `open-weights.ts CWD ENDPOINT`. */
const [cwd, endpoint] = process.argv.slice(2);
const env = { HF_HOME: `${cwd}/hf`, HF_ENDPOINT: endpoint };
const source = { kind: 'hub', repo: 'lab/net', revision: 'main', files: ['onnx/net.onnx'] } as const;
await openWeights(source, 'net', silentEffects({ cwd: cwd!, env }));
