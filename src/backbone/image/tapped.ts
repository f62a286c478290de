import { type Layer, pooledSize, type Tap, tapName } from '../../graph/index.ts';
import type { ImagePreprocessing } from '../../media/index.ts';
import type { Session } from '../../runtime/index.ts';
import type { TappedBackbone } from '../types.ts';

/** Let a tapped session take batches of preprocessed images.
 * @param taps named as the model's tensors.
 * @param layers of the model, by the names of its tensors. */
export function tappedSession(
  session: Session,
  layers: readonly Layer[],
  taps: readonly Tap[],
  input: ImagePreprocessing,
): Omit<TappedBackbone, 'taps'> {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  return {
    dims: taps.map(({ layer, pooling }) => pooledSize(byName.get(layer)!, pooling)),
    provider: session.provider,
    run: (batch, n) => runBatch(session, taps, input, batch, n),
    release: () => session.release(),
  };
}

/** Shape of one preprocessed image. */
export function sampleShape({ size: [height, width], layout }: ImagePreprocessing): number[] {
  return layout === 'nchw' ? [3, height, width] : [height, width, 3];
}

async function runBatch(
  session: Session,
  taps: readonly Tap[],
  input: ImagePreprocessing,
  batch: Float32Array,
  n: number,
): Promise<Float32Array[]> {
  const dims = [n, ...sampleShape(input)];
  const length = dims.reduce((product, size) => product * size, 1);
  if (batch.length !== length) {
    throw new RangeError(
      `Cannot run a batch of ${n} images as it must hold ${length} values: it holds ${batch.length}`,
    );
  }
  const outputs = await session.run({ [session.inputNames[0]!]: { type: 'float32', data: batch, dims } });
  return taps.map((tap) => outputs[tapName(tap)]!.data as Float32Array);
}
