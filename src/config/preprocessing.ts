import { z } from 'zod';
import { strict } from './shape.ts';

const three = (description: string) => z.tuple([z.number(), z.number(), z.number()]).describe(description);
const side = z.int().min(1).max(8192);

/** `input:` of a local ONNX file: how pixels become its input, or texts (`maxTokens`, `prefix`). Fields left out are read from the graph or take the
 * usual values. */
export const preprocessing = strict({
  size: z.tuple([side, side]).describe('Height and width of the input, pixels'),
  resize: z
    .enum(['squash', 'short-side', 'pad'])
    .describe(
      'squash ignores the aspect ratio; short-side scales the short side and crops the centre; pad fits the long side; default: short-side',
    ),
  resizeTo: side.describe('What short-side scales the short side to, pixels; default: the input'),
  padColour: three('RGB, 0 to 255'),
  kernel: z.enum(['nearest', 'bilinear', 'bicubic', 'lanczos']),
  channels: z.enum(['rgb', 'bgr']),
  scale: z.number().describe('Each value, 0 to 255, becomes (value * scale - mean) / std'),
  mean: three('One per channel, after scaling'),
  std: z
    .tuple([z.number().gt(0), z.number().gt(0), z.number().gt(0)])
    .describe('One per channel, after scaling'),
  layout: z.enum(['nchw', 'nhwc']).describe('Planes, or interleaved'),
  maxTokens: z
    .int()
    .min(1)
    .max(65_536)
    .describe('Tokens of a text at most, special ones included; default: what the tokenizer says, up to 512'),
  prefix: z.string().describe('Put before every text, as "query: "'),
}).partial();
