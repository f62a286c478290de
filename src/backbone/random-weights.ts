import {
  buildModel,
  encodeModel,
  type OnnxModel,
  type OnnxNode,
  pruneModel,
  randomizeWeights,
  readsOf,
  scaleWeight,
} from '../graph/index.ts';
import { createSession, type Tensor } from '../runtime/index.ts';
import type { Feeds } from './layers/probe.ts';

/** Draw random weights for a model and bring them to scale, so that activations neither vanish nor explode: node by node in
 * the order of the graph, each kernel is divided by the standard deviation of what it makes of a probe.
 * @param model normalised.
 * @param probe one batch that is like what the network will see.
 * @throws {BackboneError} If a kernel is not float32, or the graph cannot run.
 * Source: Mishkin & Matas, All You Need Is a Good Init, ICLR (2016), from the normal kernels of He et al., ICCV (2015). */
export async function drawWeights(model: OnnxModel, seed: number, probe: Feeds): Promise<OnnxModel> {
  const { model: drawn, kernels } = randomizeWeights(model, seed);
  const weights = new Map(drawn.graph.initializer.map((weight) => [weight.name!, weight]));
  const current = () => ({ ...drawn, graph: { ...drawn.graph, initializer: [...weights.values()] } });
  const tensors = new Map(Object.entries(probe));
  const constant: OnnxNode[] = [];
  for (const node of drawn.graph.node) {
    if (!readsOf(node).some((name) => tensors.has(name))) {
      constant.push(node);
      continue;
    }
    const outputs = await runNode(current(), [...constant, node], tensors);
    const kernel = kernels.get(node.output[0]!);
    if (kernel !== undefined) {
      const values = outputs[node.output[0]!]!.data as Float32Array;
      const factor = 1 / deviation(values);
      if (Number.isFinite(factor)) {
        weights.set(kernel, scaleWeight(weights.get(kernel)!, factor));
        for (let i = 0; i < values.length; i++) values[i]! *= factor;
      }
    }
    for (const [name, tensor] of Object.entries(outputs)) tensors.set(name, tensor);
  }
  return current();
}

/** Run the last of these nodes alone, with what it needs of the others. */
async function runNode(
  model: OnnxModel,
  nodes: readonly OnnxNode[],
  tensors: ReadonlyMap<string, Tensor>,
): Promise<Feeds> {
  const node = nodes.at(-1)!;
  const feeds = Object.fromEntries(
    readsOf(node).flatMap((name) => (tensors.has(name) ? [[name, tensors.get(name)!] as const] : [])),
  );
  const outputs = node.output.filter((name) => name !== '');
  const inputs = Object.entries(feeds).map(([name, { type, dims }]) => ({ name, type, shape: dims }));
  const { graph } = buildModel({ inputs, outputs, nodes, initializers: model.graph.initializer });
  const session = await createSession(encodeModel(pruneModel({ ...model, graph }, outputs)), { threads: 1 });
  return session.run(feeds).finally(() => session.release());
}

function deviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(squares / values.length - mean * mean);
}
