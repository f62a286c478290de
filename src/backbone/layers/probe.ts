import { BackboneError, createRng, messageOf } from '../../core/index.ts';
import { encodeModel, exposeModel, type OnnxModel, type Shapes } from '../../graph/index.ts';
import { type ImagePreprocessing, preprocess } from '../../media/index.ts';
import { createSession, type Tensor } from '../../runtime/index.ts';
import { sampleShape } from '../image/tapped.ts';

/** Samples of a probing run: two show which dimension is the batch, and that the graph takes more than one. */
export const probeBatch = 2;

/** What a graph is fed, by the names of its inputs. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** Black images to probe a graph with. */
export function blankImages(inputName: string, input: ImagePreprocessing): Feeds {
  const dims = [probeBatch, ...sampleShape(input)];
  const data = new Float32Array(dims.reduce((product, length) => product * length, 1));
  return { [inputName]: { type: 'float32', data, dims } };
}

/** Images of random colours that change slowly, as those of photographs do: 8×8 random pixels each, enlarged. */
export function randomImages(inputName: string, input: ImagePreprocessing, seed: number): Feeds {
  const rng = createRng(seed);
  const { data, dims } = blankImages(inputName, input)[inputName]!;
  const images = data as Float32Array<ArrayBuffer>;
  for (let i = 0; i < probeBatch; i++) {
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, () => rng.int(256));
    preprocess({ data: pixels, width: 8, height: 8 }, input, images, (i * images.length) / probeBatch);
  }
  return { [inputName]: { type: 'float32', data: images, dims } };
}

/** Run a graph once to learn the shape of every float32 tensor.
 * @throws {BackboneError} If the graph cannot run on them. */
export async function probeShapes(model: OnnxModel, feeds: Feeds, id: string): Promise<Shapes> {
  const session = await createSession(encodeModel(exposeModel(model)), { threads: 1 });
  try {
    const outputs = await session.run(feeds);
    const shapes = new Map<string, readonly number[]>();
    for (const [name, { type, dims }] of [...Object.entries(feeds), ...Object.entries(outputs)])
      if (type === 'float32') shapes.set(name, dims);
    return shapes;
  } catch (error) {
    const [{ dims }] = Object.values(feeds) as [Tensor, ...Tensor[]];
    throw new BackboneError(
      `Cannot use backbone "${id}" as it must run on batches of ${dims.slice(1).join('×')} values: ${messageOf(error)}`,
      { cause: error },
    );
  } finally {
    await session.release();
  }
}
