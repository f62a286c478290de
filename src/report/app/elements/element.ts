import { plainText } from '../../plain-text.ts';

type Tags = HTMLElementTagNameMap;

/** What an element holds: elements, and texts, which stay texts whatever they look like. */
export type Child = Node | string | number | undefined | false;

/** Attributes by name; `true` stands for one without a value, `undefined` and `false` leave it out. A function is called
 * at the event of its name: `click`. Styles come from classes: the policy of the page refuses any other. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void);
  readonly style?: never;
}

/** An element with its attributes and children. */
export function element<Tag extends keyof Tags>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): Tags[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : plainText(value));
  }
  fill(made, ...children);
  return made;
}

/** Put children in the place of those that an element holds. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  const shown = children.filter((child) => child !== undefined && child !== false);
  parent.replaceChildren(...shown.map((child) => (child instanceof Node ? child : plainText(child))));
}
