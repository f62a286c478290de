import { plainText, shortenMiddle } from '../../plain-text.ts';
import { element } from './element.ts';

/** Characters of a name that are shown: what is longer is no name, and would fill the card it stands on. */
const SHOWN = 60;

/** A name that a user gave, isolated so that a right-to-left one leaves the line in order; a very long one is shortened.
 * @param limit characters. */
export function nameText(name: string, limit = SHOWN): HTMLElement {
  const whole = plainText(name);
  const text = shortenMiddle(whole, limit);
  return element('bdi', { class: 'class-name', title: text !== whole && whole }, text);
}
