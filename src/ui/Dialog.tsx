import { children, createEffect, createUniqueId, Show, type JSX } from 'solid-js';
import { Icon } from './Icon.tsx';
import './dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly closeLabel: string;
  onClose(): void;
  readonly children: JSX.Element;
  /** Buttons at the foot. */
  readonly actions?: JSX.Element;
  readonly wide?: boolean;
}

/** A modal dialog: the platform's own element keeps the focus inside, answers Escape and hides the rest from screen readers. */
export function Dialog(props: DialogProps): JSX.Element {
  let element: HTMLDialogElement | undefined;
  const titleId = createUniqueId();
  const actions = children(() => props.actions);
  createEffect(() => {
    if (props.open && element && !element.open) element.showModal();
    if (!props.open && element?.open === true) element.close();
  });
  return (
    <dialog
      ref={element}
      class="dialog"
      classList={{ 'dialog-wide': props.wide === true }}
      aria-labelledby={titleId}
      onClose={() => props.onClose()}
      onClick={(event) => {
        if (event.target === element) props.onClose();
      }}
    >
      <Show when={props.open}>
        <div class="dialog-frame">
          <header class="dialog-head">
            <h2 id={titleId}>{props.title}</h2>
            <button
              type="button"
              class="button"
              aria-label={props.closeLabel}
              onClick={() => props.onClose()}
            >
              <Icon name="close" />
            </button>
          </header>
          <div class="dialog-body">{props.children}</div>
          <Show when={actions()}>
            <footer class="dialog-foot">{actions()}</footer>
          </Show>
        </div>
      </Show>
    </dialog>
  );
}
