import { messageOf } from '../core/index.ts';

/** ONNX Runtime's module. */
export type Engine = typeof import('onnxruntime-node');

let engine: Promise<Engine> | undefined;

/** ONNX Runtime, loaded on first use (about 60 ms). */
export function loadEngine(): Promise<Engine> {
  engine ??= (async () => {
    const module = await import('onnxruntime-node');
    const ort = (module as unknown as { default?: Engine }).default ?? module;
    ort.env.logLevel = 'fatal';
    return ort;
  })();
  return engine;
}

/** What an engine's error says in one line. */
export function firstLine(error: unknown): string {
  return messageOf(error).trim().split('\n')[0]!;
}
