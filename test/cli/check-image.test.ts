import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The standard output or, of a failure, the standard error of `strata backbones … --check …`. */
async function check(...args: string[]): Promise<{ code: number; shown: string }> {
  const cwd = tempFolder();
  const background = { r: 255, g: 0, b: 51 };
  const photo = sharp({ create: { width: 600, height: 300, channels: 3, background } });
  await photo.png().toFile(join(cwd, 'photo.png'));
  const terminal = fakeTerminal({ cwd });
  const code = await main(['backbones', ...args], terminal);
  return { code, shown: code === 0 ? terminal.shown.stdout : terminal.shown.stderr };
}

describe('backbones ID --check IMAGE', () => {
  it('shows what was decoded, where it was cut, and the tensor', async () => {
    const { code, shown } = await check('vgg16', '--check', 'photo.png');
    expect(code).toBe(0);
    expect(shown).toBe(`\
photo.png, as vgg16 is given it
  decoded  PNG, 600×300 upright RGB, 8 bits
  scaled   512×256, bilinear
  cropped  224×224 at (144, 16), which is (168.8, 18.8) to (431.3, 281.3) of the image
  numbers  (value × 0.00392156862745098 − mean) ÷ std, mean 0.485 0.456 0.406, std 0.229 0.224 0.225
  tensor   float32 (1, 3, 224, 224), nchw, rgb

  channel         min         max        mean         std  first values
  r          2.248908    2.248908    2.248908    0.000000    2.248908   2.248908   2.248908   2.248908   2.248908
  g         -2.035714   -2.035714   -2.035714    0.000000   -2.035714  -2.035714  -2.035714  -2.035714  -2.035714
  b         -0.915556   -0.915556   -0.915556    0.000000   -0.915556  -0.915556  -0.915556  -0.915556  -0.915556
  all       -2.035714    2.248908   -0.234121    1.814343    2.248908   2.248908   2.248908   2.248908   2.248908
`);
  });

  it.each([
    [
      ['--check', 'photo.png'],
      2,
      'Cannot check an image as --check must follow the id of a backbone: none was given',
    ],
    [['vgg16', '--check', 'none.png'], 3, 'Cannot read image "none.png": there is no such file'],
    [
      ['use-lite', '--check', 'photo.png'],
      4,
      'Cannot check an image as the backbone must take images: "use-lite" takes text',
    ],
  ])('%j fails with %i', async (args, code, message) => {
    expect(await check(...args)).toEqual({ code, shown: `Error: ${message}\n` });
  });
});
