import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import { For, type JSX } from 'solid-js';
import type { MenuItem, MenuProps } from './Menu.tsx';

export type MenuListProps = Required<MenuProps>;

/** The open list and its button, by Kobalte; open from the start. */
export function MenuList(props: MenuListProps): JSX.Element {
  let waiting: MenuItem | undefined;
  const onClosed = (): void => {
    const item = waiting;
    waiting = undefined;
    // After the button has the focus back: the menu gives it to the button whatever this says.
    if (item) queueMicrotask(() => item.onSelect());
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenu.Trigger
        class="button"
        data-look={props.look}
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
                  if (item.afterClose === true) waiting = item;
                  else item.onSelect();
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
