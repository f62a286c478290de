import { type Child, element, fill } from './element.ts';

/** Pixels between the tooltip and what it is about, and the edge of the window. */
const GAP = 12;

let box: HTMLElement | undefined;

/** Show a text beside a point of the window, instead of the one shown before.
 * @param at client coordinates. */
export function showTooltip(
  at: { readonly x: number; readonly y: number },
  ...content: readonly Child[]
): void {
  if (box === undefined) {
    box = element('div', { class: 'tooltip', role: 'status', hidden: true });
    document.body.append(box);
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && hideTooltip());
    // Not at every scroll: one that brings what has the focus into view must leave its tooltip there.
    for (const type of ['wheel', 'touchmove'])
      document.addEventListener(type, hideTooltip, { passive: true });
  }
  fill(box, ...content);
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const right = at.x + GAP;
  const left = right + width + GAP > window.innerWidth ? at.x - GAP - width : right;
  const below = at.y + GAP;
  const top = below + height + GAP > window.innerHeight ? at.y - GAP - height : below;
  box.style.left = `${Math.max(GAP, left)}px`;
  box.style.top = `${Math.max(GAP, top)}px`;
}

/** Show no tooltip. */
export function hideTooltip(): void {
  if (box !== undefined) box.hidden = true;
}

/** Show a tooltip while the pointer is on an element or it has the focus.
 * @param content is made each time. */
export function withTooltip(target: Element, content: () => readonly Child[]): void {
  target.addEventListener('pointermove', (event) => {
    const { clientX: x, clientY: y } = event as PointerEvent;
    showTooltip({ x, y }, ...content());
  });
  target.addEventListener('pointerleave', hideTooltip);
  target.addEventListener('focus', () => {
    const { right: x, bottom: y } = target.getBoundingClientRect();
    if (target.matches(':focus-visible')) showTooltip({ x, y }, ...content());
  });
  target.addEventListener('blur', hideTooltip);
}
