/** Side of the square that maps are laid out on: coordinates are 0 … 10000, y up. */
export const mapSide = 10_000;

/** Pixels between the outermost points and the edge of the picture, so that their symbols are whole. */
const margin = 16;

/** How much nearer than the whole map one can look: from here on integer coordinates would show as a grid. */
const closest = 60;

/** Which part of a map a picture shows: `left + x · scale` and `top + (mapSide − y) · scale` are pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The whole map in the middle of a picture.
 * @param width @param height of the picture, CSS pixels. */
export function fitted(width: number, height: number): Viewport {
  return within({ width, height, scale: leastScale(width, height), left: 0, top: 0 });
}

/** The same middle and nearness in a picture of another size. */
export function resized(viewport: Viewport, width: number, height: number): Viewport {
  const middle = toMap(viewport, { x: viewport.width / 2, y: viewport.height / 2 });
  const nearness = viewport.scale / leastScale(viewport.width, viewport.height);
  const scale = nearness * leastScale(width, height);
  return within({
    width,
    height,
    scale,
    left: width / 2 - middle.x * scale,
    top: height / 2 - (mapSide - middle.y) * scale,
  });
}

/** Nearer or farther, while one place of the picture stays where it is.
 * @param factor above 1 is nearer. @param at pixels. */
export function zoomed(viewport: Viewport, factor: number, at: Place): Viewport {
  const least = leastScale(viewport.width, viewport.height);
  const scale = Math.min(closest * least, Math.max(least, viewport.scale * factor));
  const ratio = scale / viewport.scale;
  return within({
    ...viewport,
    scale,
    left: at.x - (at.x - viewport.left) * ratio,
    top: at.y - (at.y - viewport.top) * ratio,
  });
}

/** Moved by pixels, no farther than to the edge of the map. */
export function panned(viewport: Viewport, dx: number, dy: number): Viewport {
  return within({ ...viewport, left: viewport.left + dx, top: viewport.top + dy });
}

/** Moved no more than it takes to have a place of the map in the picture. */
export function showing(viewport: Viewport, place: Place): Viewport {
  const { x, y } = toScreen(viewport, place);
  const inside = (value: number, size: number) => Math.min(size - margin, Math.max(margin, value));
  return panned(viewport, inside(x, viewport.width) - x, inside(y, viewport.height) - y);
}

/** Whether more than the whole map would have to be seen to be farther away. */
export function isWhole({ width, height, scale }: Viewport): boolean {
  return scale <= leastScale(width, height) * 1.001;
}

/** From coordinates of the map to pixels. */
export function toScreen({ left, top, scale }: Viewport, { x, y }: Place): Place {
  return { x: left + x * scale, y: top + (mapSide - y) * scale };
}

/** From pixels to coordinates of the map. */
export function toMap({ left, top, scale }: Viewport, { x, y }: Place): Place {
  return { x: (x - left) / scale, y: mapSide - (y - top) / scale };
}

function leastScale(width: number, height: number): number {
  return Math.max(1, Math.min(width, height) - 2 * margin) / mapSide;
}

/** Moved until no room is wasted: a side of the map that fits is centred, one that does not fills the picture. */
function within(viewport: Viewport): Viewport {
  const side = mapSide * viewport.scale;
  const placed = (start: number, size: number) => {
    const room = size - side;
    return room >= 2 * margin - 0.001 ? room / 2 : Math.min(margin, Math.max(room - margin, start));
  };
  return {
    ...viewport,
    left: placed(viewport.left, viewport.width),
    top: placed(viewport.top, viewport.height),
  };
}
