import { basename, resolve } from 'node:path';
import { BackboneError } from '../core/index.ts';
import { dataTypes, decodeModel, feedsOf, freeBatch, type OnnxModel, toNumber } from '../graph/index.ts';
import type { ImagePreprocessing } from '../media/index.ts';
import type { BackboneCard, BackboneSpec } from './types.ts';

const defaultSide = 224;

/** The id of a local file: its name without `.onnx`. */
export function localId(path: string): string {
  return basename(path).replace(/\.onnx$/i, '');
}

/** Where a local file is.
 * @param cwd the folder that relative paths start from. */
export function localPath(path: string, cwd: string): string {
  return resolve(cwd, path);
}

/** Read a local ONNX file and describe it as a card.
 * @param spec fields of `input` left out come from the graph (size, layout), are what most networks were trained with (the short side scaled, the centre cropped), or mean no change (scale 1, mean 0, std 1).
 * @returns the model with its batch dimension free, and its card; `stages` is empty where the spec names none.
 * @throws {BackboneError} If the file is no ONNX model, or its input is not one batch of float32 RGB images. */
export function readLocalOnnx(
  spec: Exclude<BackboneSpec, string>,
  path: string,
  bytes: Uint8Array,
): { model: OnnxModel; card: BackboneCard } {
  const model = freeBatch(decodeModel(bytes, spec.onnx));
  const { layout, size } = imageInput(model, spec);
  const input: ImagePreprocessing = {
    resize: 'short-side',
    kernel: 'bilinear',
    channels: 'rgb',
    scale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    ...spec.input,
    size,
    layout,
  };
  return {
    model,
    card: {
      id: localId(spec.onnx),
      title: localId(spec.onnx),
      summary: `Local file ${spec.onnx}`,
      modality: 'image',
      format: 'onnx',
      source: { kind: 'file', path },
      licence: 'unknown',
      paper: '',
      input,
      stages: spec.stages ?? [],
    },
  };
}

function imageInput(
  model: OnnxModel,
  spec: Exclude<BackboneSpec, string>,
): Pick<ImagePreprocessing, 'layout' | 'size'> {
  const cannot = (rule: string, seen: string) =>
    new BackboneError(`Cannot use "${spec.onnx}" as ${rule}: ${seen}`);
  const feeds = feedsOf(model.graph);
  if (feeds.length !== 1) {
    throw cannot('it must have one input', feeds.map(({ name }) => `"${name}"`).join(', ') || 'it has none');
  }
  const type = feeds[0]!.type?.tensorType;
  if (type?.elemType !== dataTypes.float32) {
    throw cannot('its input must be float32', `ONNX type ${type?.elemType}`);
  }
  const sizes = (type.shape?.dim ?? []).map(({ dimValue = 0 }) => toNumber(dimValue));
  if (sizes.length !== 4) throw cannot('its input must be images of 4 dimensions', `it has ${sizes.length}`);
  const layout = spec.input?.layout ?? (sizes[1] !== 3 && sizes[3] === 3 ? 'nhwc' : 'nchw');
  const [channels, height, width] = layout === 'nchw' ? sizes.slice(1) : [sizes[3], sizes[1], sizes[2]];
  const shown = sizes.map((size) => size || '?').join('×');
  if (channels !== 3 && channels !== 0) throw cannot(`its input must hold 3 channels as ${layout}`, shown);
  const size = spec.input?.size ?? [height || defaultSide, width || defaultSide];
  if ((height && height !== size[0]) || (width && width !== size[1])) {
    throw cannot(`input.size must be that of its graph, ${height}×${width}`, `${size[0]}×${size[1]}`);
  }
  const { resizeTo } = spec.input ?? {};
  if (resizeTo !== undefined && resizeTo < Math.max(...size)) {
    throw cannot(
      `input.resizeTo must be at least the longer side of its input, ${Math.max(...size)}`,
      `${resizeTo}`,
    );
  }
  return { layout, size };
}
