import {
  addOperator,
  constant,
  inputOf,
  type LayerCall,
  type LayerConverter,
  part,
  requireChannelsLast,
  result,
} from '../layer-call.ts';
import { layerRefusal } from '../options.ts';

/** Further than any map is long. */
const end = 2 ** 31 - 1;

/** ZeroPadding2D: zeros around a map. */
export const convertZeroPadding2D: LayerConverter = (call) => {
  requireChannelsLast(call);
  const [top, bottom, left, right] = readBorder(call, 'padding', 1);
  const values = Int32Array.of(0, 0, top, bottom, left, right, 0, 0);
  const paddings = constant(part(call, 'paddings'), [4, 2], values);
  return addOperator(call, 'Pad', [inputOf(call, 4), paddings], call.tensor);
};

/** Cropping2D: a map without its border. */
export const convertCropping2D: LayerConverter = (call) => {
  requireChannelsLast(call);
  const { graph } = call;
  const [top, bottom, left, right] = readBorder(call, 'cropping', 0);
  const list = (label: string, values: readonly number[]) => graph.integers(part(call, label), values);
  const stops = [bottom, right].map((length) => (length === 0 ? end : -length));
  const inputs = [list('starts', [top, left]), list('stops', stops), list('axes', [2, 3])];
  graph.add('Slice', [inputOf(call, 4).name, ...inputs], call.tensor);
  return result(call, 4);
};

/** Widths above, below, left and right: one number for all, one a direction, or a pair a direction. */
function readBorder(call: LayerCall, option: string, otherwise: number): [number, number, number, number] {
  const given = call.options.raw(option) ?? otherwise;
  const directions = Array.isArray(given) ? given : [given, given];
  const widths = directions.flatMap((width) => (Array.isArray(width) ? width : [width, width]));
  const valid = widths.every((width) => Number.isInteger(width) && width >= 0);
  if (directions.length !== 2 || widths.length !== 4 || !valid) {
    throw layerRefusal(call, `${option} must be one to four widths`, JSON.stringify(given));
  }
  return widths as [number, number, number, number];
}
