import { createSignal, Show, type JSX } from 'solid-js';

export interface ConfirmButtonProps {
  readonly label: JSX.Element;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly disabled?: boolean;
  onConfirm(): void;
}

/** A button for what can't be undone: asks in its own place. */
export function ConfirmButton(props: ConfirmButtonProps): JSX.Element {
  let yes: HTMLButtonElement | undefined;
  const [asking, setAsking] = createSignal(false);
  return (
    <Show
      when={asking()}
      fallback={
        <button
          type="button"
          class="button"
          disabled={props.disabled === true}
          onClick={() => {
            setAsking(true);
            yes?.focus();
          }}
        >
          {props.label}
        </button>
      }
    >
      <span class="saved-confirm" role="group" aria-label={props.question}>
        <span>{props.question}</span>
        <button
          ref={yes}
          type="button"
          class="button"
          data-look="outline"
          onClick={() => {
            setAsking(false);
            props.onConfirm();
          }}
        >
          {props.yes}
        </button>
        <button type="button" class="button" onClick={() => setAsking(false)}>
          {props.no}
        </button>
      </span>
    </Show>
  );
}
