import { BackboneError, type Effects } from '../core/index.ts';
import { dataTypes, dynamicTensors, feedsOf, listLayers, type OnnxModel, toNumber } from '../graph/index.ts';
import { localId } from './format/local-onnx.ts';
import { readOnnx } from './format/read-onnx.ts';
import { anyFeeds } from './layers/any-feeds.ts';
import { defaultStages } from './layers/default-stages.ts';
import { layerTable } from './layers/layer-table.ts';
import { probeBatch, probeShapes } from './layers/probe.ts';
import { openBackbone } from './open.ts';
import { openWeights } from './source/open.ts';
import { sourceOf, specName } from './source/spec.ts';
import { takesTokens } from './text/feeds.ts';
import type { Backbone, BackboneSpec } from './types.ts';

/** What can be said of the layers of any graph, whether or not a data set fits its inputs. */
export type InspectedBackbone = Pick<Backbone, 'id' | 'layers' | 'stages' | 'dynamic'>;

/** Look at the layers of a backbone. A graph that takes neither images nor texts is run once with values of its inputs'
 * types; where it leaves a dimension open, maps are 224 a side and anything else is 16 long.
 * @throws {BackboneError} As `openBackbone`, or if the graph does not run on such values.
 * @throws {IntegrityError} As `openBackbone`. */
export async function inspectBackbone(spec: BackboneSpec, effects: Effects): Promise<InspectedBackbone> {
  if (typeof spec === 'string' || 'card' in spec || 'tfjs' in spec) return openBackbone(spec, effects);
  const name = specName(spec);
  const model = await readOnnx(name, await openWeights(await sourceOf(spec, effects), name, effects));
  return takesImages(model) || takesTokens(model)
    ? openBackbone(spec, effects)
    : inspectGraph(localId(name), model);
}

async function inspectGraph(id: string, model: OnnxModel): Promise<InspectedBackbone> {
  const shapes = await probeShapes(model, anyFeeds(model, id), id);
  const others =
    dynamicTensors(model.graph).size > 0 ? await probeShapes(model, anyFeeds(model, id, 1), id) : shapes;
  const tensors = listLayers(model, shapes, probeBatch, () => true, others);
  if (tensors.length === 0) {
    throw new BackboneError(
      `Cannot list the layers of "${id}" as its graph must compute float32 tensors with one row per sample: it computes none`,
    );
  }
  const table = layerTable({ id, stages: [] }, model, tensors, new Map(), () =>
    defaultStages(model, tensors),
  );
  return { id, ...table };
}

/** Whether a graph has one input, of float32 and shape (N, 3, H, W) or (N, H, W, 3). */
function takesImages({ graph }: OnnxModel): boolean {
  const [info, ...others] = feedsOf(graph);
  const { elemType, shape } = info?.type?.tensorType ?? {};
  const sizes = (shape?.dim ?? []).map(({ dimValue = 0 }) => toNumber(dimValue));
  const channels = [sizes[1], sizes[3]];
  return (
    others.length === 0 &&
    elemType === dataTypes.float32 &&
    sizes.length === 4 &&
    (channels.includes(3) || sizes[1] === 0)
  );
}
