/** runtime/: runs graphs. An encoded ONNX model or a TensorFlow.js model comes in, a session goes out; the only room that
 * imports an inference engine, and only once a session is made. One more device: its name in `types.ts` and its place in
 * `devices.ts`. */
export { chooseDevice } from './devices.ts';
export { createSession } from './session.ts';
export { createTfjsSession, type TfjsProgram, tfjsProvider } from './tfjs.ts';
export type * from './types.ts';
