type Tags = SVGElementTagNameMap;

/** An element of an SVG with its attributes and children; texts stay texts. */
export function svg<Tag extends keyof Tags>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): Tags[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
