/** runtime/: runs graphs. An encoded ONNX model comes in, a session goes out; the only room that imports an inference
 * engine, and only once a session is made. One more device: a branch in `session.ts` and its name in `types.ts`. */
export { createSession } from './session.ts';
export type * from './types.ts';
