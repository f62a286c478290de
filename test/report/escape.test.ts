import { describe, expect, it } from 'vitest';
import { html, trusted } from '../../src/report/escape.ts';
import {
  markdownName,
  markdownPhrase,
  markdownTable,
  markdownText,
} from '../../src/report/markdown/escape.ts';
import { name, phrase } from '../../src/report/phrase.ts';
import { shortenMiddle } from '../../src/report/plain-text.ts';

describe('html', () => {
  it('escapes values, in attributes too, and keeps markup of its own', () => {
    const inner = html`<b title="${'" onclick="x'}">${'<i>&'}</b>`;
    expect(html`<p>${[inner, undefined, false, 3]}</p>${trusted('<hr>')}`.markup).toBe(
      '<p><b title="&quot; onclick=&quot;x">&lt;i&gt;&amp;</b>3</p><hr>',
    );
  });

  it('replaces what no document may hold', () => {
    expect(html`${'a\u0000\u202eb\n\tc\ud800'}`.markup).toBe('a\ufffd\ufffdb c\ufffd');
  });
});

describe('markdownName', () => {
  it.each([
    ['conv_1/add', '`conv_1/add`'],
    ['<b>*x*</b>', '`<b>*x*</b>`'],
    ['a`b``c', '``` a`b``c ```'],
    ['a|`b`', 'a&#124;&#96;b&#96;'],
    ['two\nlines', '`two lines`'],
    ['', '` `'],
  ])('shows %j as it is', (text, markdown) => {
    expect(markdownName(text)).toBe(markdown);
  });
});

describe('markdownText', () => {
  it.each([
    ['<b> & *x* _y_ snake_case', '&#60;b&#62; &#38; &#42;x&#42; &#95;y&#95; snake_case'],
    ['[a](b) ![c](d) a|b', '&#91;a&#93;(b) !&#91;c&#93;(d) a&#124;b'],
    ['@user :smile: #12', '@<!-- -->user :<!-- -->smile: #<!-- -->12'],
    ['http://a.b www.a.b', 'http:<!-- -->//a.b www<!-- -->.a.b'],
    ['at 12:00: 3 of 4', 'at 12:00: 3 of 4'],
  ])('makes nothing of %j', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });
});

describe('markdownPhrase', () => {
  it.each([
    ['- a', '&#45; a'],
    ['# a', '&#35; a'],
    ['12. a', '12&#46; a'],
    ['1.5 a', '1.5 a'],
  ])('does not begin a block with %j', (text, markdown) => {
    expect(markdownPhrase(phrase`${text}`)).toBe(markdown);
  });

  it('sets names apart', () => {
    expect(markdownPhrase(phrase`Use ${name('a*b')} at ${3} %`)).toBe('Use `a*b` at 3 %');
  });
});

it('markdownTable aligns columns of numbers', () => {
  expect(markdownTable(['a', '>b'], [['x', '1']])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
});

describe('shortenMiddle', () => {
  it('keeps both ends', () => {
    expect(shortenMiddle('expanded_conv_14/depthwise/hard_swish/mul_1', 20)).toBe('expanded_con…h/mul_1');
    expect(shortenMiddle('short', 20)).toBe('short');
  });

  it('does not cut a grapheme', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(shortenMiddle(family.repeat(6), 3)).toBe(`${family}${family}…`);
  });
});
