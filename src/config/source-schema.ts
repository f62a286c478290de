import { z } from 'zod';
import { beside } from './shorthand.ts';

const path = (description: string) =>
  z
    .string()
    .min(1)
    .describe(`${description}; a relative path starts from the working directory, not from this file`);

/** Where the graph of a backbone is. */
export const sourceFields = {
  onnx: path('An ONNX file'),
  tfjs: path('A TensorFlow.js model.json, or its folder'),
  hub: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'it must be a repository of the Hugging Face hub, as org/name')
    .describe('A repository of the Hugging Face hub, as org/name'),
  file: z
    .string()
    .min(1)
    .describe('The ONNX file of the repository; default: onnx/model.onnx, model.onnx, or the only one'),
  revision: z
    .string()
    .min(1)
    .describe('Branch, tag or commit of the repository; default: main, at the commit that strata.lock pins'),
  url: z
    .string()
    .regex(
      /^(https:\/\/[^/]|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/,
      'it must be an address that starts with https://',
    )
    .describe('The https address of an ONNX file'),
};

const sources = ['onnx', 'tfjs', 'hub', 'url'] as const;

/** Require exactly one source, and `file` and `revision` only beside `hub`. */
export function withOneSource<Shape extends z.ZodObject>(schema: Shape): Shape {
  return schema.superRefine((value, context) => {
    const given = sources.filter((key) => value[key] !== undefined);
    const refuse = (message: string, path: string[] = []) =>
      context.addIssue({ code: 'custom', message, path });
    if (given.length === 0) {
      refuse('it must say where the graph is: one of "onnx", "tfjs", "hub", "url"');
    }
    for (const key of given.slice(1)) refuse(beside(key, given[0]!, 'keep one of them'), [key]);
    for (const key of ['file', 'revision']) {
      if (value[key] !== undefined && given[0] !== undefined && given[0] !== 'hub')
        refuse(`Cannot use key "${key}" without "hub": "${given[0]}" names the file itself`, [key]);
    }
  });
}
