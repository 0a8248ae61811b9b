import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { For, type JSX } from 'solid-js';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, as printed. */
  readonly keys?: string;
  readonly disabled?: boolean;
  onSelect(): void;
  /** Gives the focus to what the action has shown, once the menu has closed; else the menu's button gets it back. */
  focus?(): void;
}

export interface MenuProps {
  /** What the button shows. */
  readonly trigger: JSX.Element;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly look?: 'plain' | 'outline';
}

/** A button that opens a list of actions. */
export function Menu(props: MenuProps): JSX.Element {
  let chosen: MenuItem | undefined;
  const onClosed = (): void => {
    const focus = chosen?.focus;
    chosen = undefined;
    // After the button has had it back: the menu gives it to the button whatever this says.
    if (focus) queueMicrotask(focus);
  };
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        class="button"
        data-look={props.look ?? 'plain'}
        aria-label={props.label}
        title={props.label}
      >
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu" onCloseAutoFocus={onClosed}>
          <For each={props.items}>
            {(item) => (
              <DropdownMenu.Item
                class="menu-item"
                disabled={item.disabled === true}
                onSelect={() => {
                  chosen = item;
                  item.onSelect();
                }}
              >
                <span>{item.label}</span>
                <kbd>{item.keys}</kbd>
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
