import type { ColourRole } from '../../chart/palette.ts';
import type { PointStyle } from '../../chart/point-style.ts';
import { isShown, type Scene } from './scene.ts';
import { fitted, type Place, toScreen } from './viewport.ts';

/** Coprime to any number of points but its multiples: a stride that takes points in a mixed order, so that no class
 * covers the others for coming last in its folder. */
const stride = 7919;

/** Draw a scene, as sharp as the screen is. */
export function drawScene(canvas: HTMLCanvasElement, scene: Scene): void {
  const { width, height } = scene.viewport;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (role: ColourRole) => style.getPropertyValue(`--${role}`);
  const radius = pointRadius(scene);
  const sprites = scene.colouring.groups.map(({ style: of }) => sprite(of, radius, ratio, colour));
  drawPoints(context, scene, sprites, sprites[0] ? sprites[0].width / ratio : 0);
  drawNeighbours(context, scene, radius, colour);
  if (scene.current !== undefined) ring(context, placeOf(scene, scene.current), radius + 4, colour('ink'));
  drawOutline(context, scene, colour('accent'));
}

/** Pixels: smaller the more points there are and on a small picture, larger the nearer one looks. */
function pointRadius({ points, viewport: { width, height, scale } }: Scene): number {
  const nearness = (scale / fitted(width, height).scale) ** 0.35;
  const room = Math.min(1, Math.min(width, height) / 600) ** 0.5;
  const radius = Math.min(6, 20 / points.rows.length ** 0.23) * room * nearness;
  return Math.min(9, Math.max(2, radius));
}

/** One symbol as a picture: drawing 20,000 of them is then copying. */
function sprite(
  { colour: role, shape }: PointStyle,
  radius: number,
  ratio: number,
  colour: (role: ColourRole) => string,
): HTMLCanvasElement {
  const side = Math.ceil((2 * radius + 4) * ratio);
  const made = document.createElement('canvas');
  made.width = side;
  made.height = side;
  const context = made.getContext('2d')!;
  context.translate(side / 2, side / 2);
  context.scale(radius * ratio, radius * ratio);
  const path = new Path2D(shape);
  // Symbols that touch stay apart by a line of the page's colour.
  context.lineWidth = 1.6 / radius;
  context.strokeStyle = colour('surface');
  context.stroke(path);
  context.fillStyle = colour(role);
  context.fill(path);
  return made;
}

function drawPoints(
  context: CanvasRenderingContext2D,
  scene: Scene,
  sprites: readonly HTMLCanvasElement[],
  side: number,
): void {
  const { points, colouring, selected, viewport } = scene;
  const n = points.rows.length;
  const step = n % stride === 0 ? 1 : stride;
  for (let i = 0; i < n; i++) {
    const point = (i * step) % n;
    if (!isShown(scene, point)) continue;
    const { x, y } = placeOf(scene, point);
    if (x < -side || y < -side || x > viewport.width + side || y > viewport.height + side) continue;
    const row = points.rows[point]!;
    context.globalAlpha = selected === undefined ? 0.9 : selected.has(row) ? 1 : 0.15;
    context.drawImage(sprites[colouring.ofRow[row]!]!, x - side / 2, y - side / 2, side, side);
  }
  context.globalAlpha = 1;
}

/** Lines from the pinned sample to those that are most like it: long ones show where the map had to give. */
function drawNeighbours(
  context: CanvasRenderingContext2D,
  scene: Scene,
  radius: number,
  colour: (role: ColourRole) => string,
): void {
  const { points, pinned, neighbours } = scene;
  const from = pinned === undefined ? -1 : points.rows.indexOf(pinned);
  if (from < 0) return;
  const start = placeOf(scene, from);
  const ends = neighbours
    .map((row) => points.rows.indexOf(row))
    .filter((point) => point >= 0)
    .map((point) => placeOf(scene, point));
  context.lineWidth = 1;
  context.strokeStyle = colour('muted');
  context.beginPath();
  for (const end of ends) {
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
  }
  context.stroke();
  for (const end of ends) ring(context, end, radius + 2, colour('muted'));
  ring(context, start, radius + 4, colour('accent'), 3);
}

function ring(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  radius: number,
  colour: string,
  width = 2,
): void {
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function drawOutline(context: CanvasRenderingContext2D, { outline, viewport }: Scene, colour: string): void {
  if (outline.length === 0) return;
  context.beginPath();
  for (const corner of outline) {
    const { x, y } = toScreen(viewport, corner);
    context.lineTo(x, y);
  }
  context.closePath();
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.setLineDash([5, 4]);
  context.stroke();
  context.fillStyle = colour;
  context.globalAlpha = 0.1;
  context.fill();
}

function placeOf({ points, viewport }: Scene, point: number): Place {
  return toScreen(viewport, { x: points.x[point]!, y: points.y[point]! });
}
