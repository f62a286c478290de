import { inputOf, type LayerConverter, part, requireChannelsLast, result } from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** UpSampling2D: every position repeated. */
export const convertUpSampling2D: LayerConverter = (call) => {
  requireChannelsLast(call);
  const { graph, options } = call;
  const [height, width] = options.pair('size', [2, 2]);
  const interpolation = options.string('interpolation', 'nearest');
  if (interpolation !== 'nearest') throw layerRefusal(call, 'interpolation must be nearest', interpolation);
  const name = part(call, 'scales');
  const values = Float32Array.of(1, 1, height, width);
  const scales = graph.constant(name, { name, dtype: 'float32', shape: [4], values });
  graph.add('Resize', [inputOf(call, 4).name, '', scales], call.tensor, {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
  return result(call, 4);
};
