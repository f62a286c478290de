import { describe, expect, it } from 'vitest';
import { simplifySvg } from '../../src/report/chart/simplify-svg.ts';

describe('simplifySvg', () => {
  it('dissolves groups that say nothing, and leaves the order', () => {
    expect(simplifySvg('<g fill="none"><g><g><line x2="1"/></g></g><g><line x2="2"/></g></g>')).toBe(
      '<g fill="none"><line x2="1"/><line x2="2"/></g>',
    );
  });

  it('says once what all members of a group say, level by level', () => {
    const text = (x: number) => `<text font-size="12px" fill="red" x="${x}">t</text>`;
    const axis = `<g transform="translate(1,1)">${text(1)}${text(2)}</g>`;
    expect(simplifySvg(`<g fill="none">${axis}${axis}</g>`)).toBe(
      '<g fill="none" font-size="12px"><g transform="translate(1,1)"><text fill="red" x="1">t</text><text fill="red" x="2">t</text></g><g transform="translate(1,1)"><text fill="red" x="1">t</text><text fill="red" x="2">t</text></g></g>',
    );
  });

  it.each([
    ['members differ', '<g fill="none"><line stroke="red"/><line stroke="blue"/></g>'],
    ['a member says nothing', '<g fill="none"><line stroke="red"/><line x2="1"/></g>'],
    [
      'opacity, which groups apply as a whole',
      '<g fill="none"><line opacity="0.5"/><line opacity="0.5"/></g>',
    ],
    ['an empty text', '<g fill="none"><text x="1"></text></g>'],
    ['a text that looks like a tag', '<g fill="none"><text>&lt;g&gt;&lt;/g&gt; a="b"</text></g>'],
  ])('leaves alone: %s', (_, svg) => {
    expect(simplifySvg(svg)).toBe(svg);
  });

  it('drops what nothing paints, but not what is pointed at', () => {
    expect(
      simplifySvg(
        '<g fill="none"><path d="M0,0h9"/><path data-cell="1" d="M0,0"/><path d="M1,1" fill="red"/></g>',
      ),
    ).toBe('<g fill="none"><path data-cell="1" d="M0,0"/><path d="M1,1" fill="red"/></g>');
  });
});
