import { BackboneError, messageOf } from '../core/index.ts';
import { encodeModel, exposeModel, type OnnxModel, type Shapes } from '../graph/index.ts';
import { createSession } from '../runtime/index.ts';

/** Samples of a probing run: two show which dimension is the batch, and that the graph takes more than one. */
export const probeBatch = 2;

/** Run a graph once on blank images to learn the shape of every float32 tensor.
 * @param shape of one sample.
 * @throws {BackboneError} If the graph cannot run on a batch of this shape. */
export async function probeShapes(
  model: OnnxModel,
  inputName: string,
  shape: readonly number[],
  id: string,
): Promise<Shapes> {
  const dims = [probeBatch, ...shape];
  const data = new Float32Array(dims.reduce((product, length) => product * length, 1));
  const session = await createSession(encodeModel(exposeModel(model)), { threads: 1 });
  try {
    const outputs = await session.run({ [inputName]: { type: 'float32', data, dims } });
    const shapes = new Map<string, readonly number[]>([[inputName, dims]]);
    for (const [name, { type, dims }] of Object.entries(outputs))
      if (type === 'float32') shapes.set(name, dims);
    return shapes;
  } catch (error) {
    throw new BackboneError(
      `Cannot use backbone "${id}" as it must run on batches of ${shape.join('×')} values: ${messageOf(error)}`,
      { cause: error },
    );
  } finally {
    await session.release();
  }
}
