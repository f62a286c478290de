import { basename } from 'node:path';
import { BackboneError } from '../../core/index.ts';
import { dataTypes, feedsOf, type OnnxModel, toNumber } from '../../graph/index.ts';
import type { ImagePreprocessing } from '../../media/index.ts';
import { specName } from '../source/spec.ts';
import type { ImageCard, SourceSpec, WeightSource } from '../types.ts';

const defaultSide = 224;

/** The id of a source: the last part of its path, repository or address, without `.onnx`. */
export function localId(name: string): string {
  return basename(name).replace(/\.onnx$/i, '');
}

/** Describe a graph that is no card's as a card.
 * @param spec fields of `input` left out come from the graph (size, layout), are what most networks were trained with (the short side scaled, the centre cropped), or mean no change (scale 1, mean 0, std 1).
 * @param model its batch dimension free.
 * @returns the model and its card; `stages` is empty where the spec names none.
 * @throws {BackboneError} If its input is not one batch of float32 RGB images. */
export function readLocalOnnx(
  spec: SourceSpec,
  source: WeightSource,
  model: OnnxModel,
): { model: OnnxModel; card: ImageCard } {
  const name = specName(spec);
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
      id: localId(name),
      title: localId(name),
      summary: `Graph of ${name}`,
      modality: 'image',
      format: 'onnx',
      source,
      licence: 'unknown',
      paper: '',
      input,
      stages: spec.stages ?? [],
    },
  };
}

function imageInput(model: OnnxModel, spec: SourceSpec): Pick<ImagePreprocessing, 'layout' | 'size'> {
  const cannot = (rule: string, seen: string) =>
    new BackboneError(`Cannot use "${specName(spec)}" as ${rule}: ${seen}`);
  const { maxTokens, prefix } = spec.input ?? {};
  const forTexts = { tokenizer: spec.tokenizer, 'input.maxTokens': maxTokens, 'input.prefix': prefix };
  const strange = Object.entries(forTexts).find(([, value]) => value !== undefined);
  if (strange !== undefined) throw cannot('its graph takes images, which are not split', `"${strange[0]}"`);
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
