import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js';
import { keyLabel, type Command } from './command.ts';
import { Dialog } from './Dialog.tsx';
import './palette.css';

export interface PaletteProps {
  readonly open: boolean;
  readonly title: string;
  readonly closeLabel: string;
  readonly placeholder: string;
  readonly nothing: string;
  readonly commands: readonly Command[];
  onClose(): void;
}

/** All commands by name: type, arrow keys, Enter. */
export function Palette(props: PaletteProps): JSX.Element {
  const listId = createUniqueId();
  const [text, setText] = createSignal('');
  const [at, setAt] = createSignal(0);
  const found = createMemo(() => {
    const words = text().toLowerCase().split(/\s+/).filter(Boolean);
    return props.commands.filter(
      (c) => c.enabled?.() !== false && words.every((w) => `${c.label()} ${c.id}`.toLowerCase().includes(w)),
    );
  });
  const choose = (command: Command | undefined): void => {
    if (!command) return;
    props.onClose();
    setText('');
    setAt(0);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const n = found().length || 1;
      setAt((i) => (i + (event.key === 'ArrowDown' ? 1 : n - 1)) % n);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found()[at()]);
    }
  };
  return (
    <Dialog
      open={props.open}
      title={props.title}
      closeLabel={props.closeLabel}
      onClose={() => props.onClose()}
    >
      <input
        class="field palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${String(at())}`}
        aria-label={props.placeholder}
        placeholder={props.placeholder}
        value={text()}
        autofocus
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={props.title} class="palette-list">
        <For each={found()}>
          {(command, i) => (
            <li
              id={`${listId}-${String(i())}`}
              role="option"
              aria-selected={i() === at()}
              class="palette-item"
              onClick={() => {
                choose(command);
              }}
            >
              <span>{command.label()}</span>
              <Show when={command.keys}>{(keys) => <kbd>{keyLabel(keys())}</kbd>}</Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={found().length === 0}>
        <p class="muted">{props.nothing}</p>
      </Show>
    </Dialog>
  );
}
