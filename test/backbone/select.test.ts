import { describe, expect, it } from 'vitest';
import { openBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';

const backbone = await openBackbone('mobilenet-v3-coco', silentEffects());
const names = (selection: Parameters<typeof backbone.select>[0]) =>
  backbone.select(selection).map(({ name }) => name);

describe('select', () => {
  it('resolves stages, all and names, shallow to deep and each once', () => {
    expect(names('stages')).toEqual(backbone.card.stages);
    expect(names('all')).toHaveLength(backbone.layers.length);
    expect(names(['extern1/hard_swish/mul_1', 'expanded_conv/add', -1])).toEqual([
      'expanded_conv/add',
      'extern1/hard_swish/mul_1',
    ]);
  });

  it('counts negative indices from the deepest stage', () => {
    expect(names([-1])).toEqual(['extern1/hard_swish/mul_1']);
    expect(names([-2])).toEqual(['expanded_conv_14/depthwise/hard_swish/mul_1']);
  });

  it('expands globs', () => {
    const sums = names(['expanded_conv*/add']);
    expect(sums).toContain('expanded_conv_13/add');
    expect(sums).toContain('expanded_conv_3/squeeze_excite/Conv_1/add');
    expect(names(['expanded_conv_?/add'])).toEqual([2, 4, 5, 7, 8, 9].map((i) => `expanded_conv_${i}/add`));
  });

  it.each([
    [
      'expanded_conv_14/ad',
      'Cannot find layer "expanded_conv_14/ad" of backbone "mobilenet-v3-coco": did you mean "expanded_conv_14/add"',
    ],
    [
      'block_*',
      'Cannot find layer "block_*" of backbone "mobilenet-v3-coco": it must be one of "expanded_conv/add",',
    ],
    [
      -9,
      'Cannot find layer -9 of backbone "mobilenet-v3-coco" as an index must lie in -8 … -1, where -1 is the deepest',
    ],
    [3, 'Cannot find layer 3 of backbone "mobilenet-v3-coco" as an index must lie in -8 … -1'],
  ])('refuses %s', (entry, message) => {
    expect(() => backbone.select([entry])).toThrow(
      expect.objectContaining({ name: 'BackboneError', message: expect.stringContaining(message) }),
    );
  });

  it('measures and taps only known layers', async () => {
    const tap = { layer: 'expanded_conv', pooling: 'mean' } as const;
    expect(() => backbone.dimOf(tap)).toThrow('Cannot find layer "expanded_conv" of backbone');
    expect(() => backbone.bytesOf(['expanded_conv'])).toThrow(
      'Cannot find layer "expanded_conv" of backbone',
    );
    await expect(backbone.tap([tap])).rejects.toThrow('Cannot find layer "expanded_conv" of backbone');
  });
});
