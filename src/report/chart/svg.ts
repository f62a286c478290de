import type { TopLevelSpec } from 'vega-lite';
import { escapeXml } from '../escape.ts';
import { type ColourRole, palette } from './palette.ts';
import { simplifySvg } from './simplify-svg.ts';

/** An SVG without its outer tag, so that each page can give it its own. */
export interface RenderedSvg {
  readonly content: string;
  readonly width: number;
  readonly height: number;
}

const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** Draw a Vega-Lite specification: the same bytes for the same specification. */
export async function renderSpec(spec: TopLevelSpec): Promise<RenderedSvg> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(compile(spec, { logger: silent }).spec), {
    renderer: 'none',
    logLevel: vega.None,
  });
  const svg = await view.toSVG();
  view.finalize();
  const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg)!;
  const content = svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');
  return { content: simplifySvg(inTags(content, tidy)), width: Number(width), height: Number(height) };
}

/** An SVG for a page that defines the palette as custom properties and so themes it.
 * @param id unique in the page. */
export function inlineSvg(
  svg: RenderedSvg,
  text: { readonly id: string; readonly title: string; readonly description: string },
): string {
  const { id } = text;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${svg.width}" height="${svg.height}" viewBox="0 0 ${svg.width} ${svg.height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escapeXml(text.title)}</title><desc id="${id}-description">${escapeXml(text.description)}</desc>${svg.content}</svg>`;
}

/** An SVG that stands alone: literal colours, which every viewer knows, and a style that exchanges them in a dark one. */
export function standaloneSvg(
  svg: RenderedSvg,
  text: { readonly title: string; readonly description: string },
): string {
  const literal = inTags(svg.content, (tag) =>
    tag
      .replace(/ data-cell="\d+"/, '')
      .replaceAll(/"var\(--([a-z0-9-]+)\)"/g, (_, role: ColourRole) => `"${palette[role].light}"`),
  );
  const dark = Object.values(palette)
    .map(({ light, dark }) => `[fill="${light}"] { fill: ${dark} } [stroke="${light}"] { stroke: ${dark} }`)
    .join(' ');
  const background = `<rect width="100%" height="100%" fill="${palette.surface.light}"/>`;
  const style = `<style>@media (prefers-color-scheme: dark) { ${dark} }</style>`;
  return `${inlineSvg({ ...svg, content: `${style}${background}${literal}` }, { id: 'figure', ...text })}\n`;
}

/** Change the tags of an SVG and leave its texts alone: Vega escapes `<` and `>` in texts and attributes. */
function inTags(svg: string, change: (tag: string) => string): string {
  return svg.replaceAll(/<[^>]*>/g, change);
}

/** What Vega writes and a picture can do without: classes, roles of groups (the picture is one image with one
 * description), what is so anyway, and outlines of nothing. */
const idle =
  / (?:(?:class|role|aria-[a-z]+)="[^"]*"|pointer-events="none"|opacity="1"|font-weight="normal"|transform="translate\(0,0\)")/g;
const nothing = /^<path (?:.* )?d="(?:M0,0h0v0h0Z)?"/;

/** Round coordinates, keep which cells marks stand for, and drop what is idle. */
function tidy(tag: string): string {
  if (nothing.test(tag)) return '';
  return tag
    .replace(/ aria-label="cell (\d+)"/, ' data-cell="$1"')
    .replaceAll(idle, '')
    .replaceAll(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2))));
}
