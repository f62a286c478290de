import { type Child, element, fill } from './element.ts';

/** Open a dialog over the page; Escape, its button and a click beside it close it, and the focus goes back to where it
 * was. A dialog may open another one. */
export function openDialog(title: Child, ...content: readonly Child[]): HTMLDialogElement {
  const heading = element('h2', { id: `dialog-${++opened}` }, title);
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const dialog = element(
    'dialog',
    { 'aria-labelledby': heading.id, class: 'dialog' },
    element('header', {}, heading, close),
  );
  const body = element('div', {
    class: 'dialog-body',
    tabindex: 0,
    role: 'region',
    'aria-labelledby': heading.id,
  });
  fill(body, ...content);
  dialog.append(body);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

let opened = 0;
