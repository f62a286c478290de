interface Node {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Node | string)[];
}

/** Attributes that children take from their group where they have none of their own. */
const inherited = [
  'font-family',
  'font-size',
  'text-anchor',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
];

/** The same picture in fewer bytes: groups that say nothing dissolve, shapes without a colour go, and what all members of a
 * group say, the group says once.
 * @param svg elements whose outermost group has the fill `none`, as Vega writes them: quoted attributes, escaped texts. */
export function simplifySvg(svg: string): string {
  return parse(svg)
    .map((node) => write(simplify(node)))
    .join('');
}

function simplify(node: Node | string): Node | string {
  if (typeof node === 'string') return node;
  const children = node.children.map(simplify).flatMap((child) => (isIdle(child) ? child.children : child));
  const kept = { ...node, children: children.filter((child) => !isInvisible(child)) };
  return node.name === 'g' ? gathered(kept) : kept;
}

function isIdle(node: Node | string): node is Node {
  return typeof node !== 'string' && node.name === 'g' && node.attributes.size === 0;
}

/** Whether nothing paints it, and nothing points to it. */
function isInvisible(node: Node | string): boolean {
  if (typeof node === 'string' || node.name !== 'path') return false;
  return [...node.attributes.keys()].every((name) => name === 'd' || name === 'transform');
}

/** A group that says what all its members say. */
function gathered(group: Node): Node {
  const members = group.children.filter((child) => typeof child !== 'string');
  if (members.length < 2 || members.length < group.children.length) return group;
  const shared = inherited.filter((name) => {
    const value = members[0]!.attributes.get(name);
    return value !== undefined && members.every((member) => member.attributes.get(name) === value);
  });
  const common = shared.map((name) => [name, members[0]!.attributes.get(name)!] as const);
  return {
    ...group,
    attributes: new Map([...group.attributes, ...common]),
    children: members.map((member) => ({
      ...member,
      attributes: new Map([...member.attributes].filter(([name]) => !shared.includes(name))),
    })),
  };
}

function parse(svg: string): (Node | string)[] {
  const root: (Node | string)[] = [];
  const open = [root];
  for (const [, closing, name, attributes, isEmpty, text] of svg.matchAll(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"]*")*)(\/?)>|([^<]+)/gi,
  )) {
    if (closing) {
      open.pop();
      continue;
    }
    if (text !== undefined) {
      open.at(-1)!.push(text);
      continue;
    }
    const children: (Node | string)[] = [];
    const pairs = [...attributes!.matchAll(/ ([\w:-]+)="([^"]*)"/g)];
    open
      .at(-1)!
      .push({ name: name!, attributes: new Map(pairs.map(([, key, value]) => [key!, value!])), children });
    if (!isEmpty) open.push(children);
  }
  return root;
}

function write(node: Node | string): string {
  if (typeof node === 'string') return node;
  const { name, attributes, children } = node;
  const start = `<${name}${[...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')}`;
  if (children.length === 0 && name !== 'text') return `${start}/>`;
  return `${start}>${children.map(write).join('')}</${name}>`;
}
