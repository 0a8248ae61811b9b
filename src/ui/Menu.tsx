import { createSignal, Show, type Component, type JSX } from 'solid-js';
import type { MenuListProps } from './MenuList.tsx';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** The key that does the same, as printed. */
  readonly keys?: string;
  readonly disabled?: boolean;
  /** Waits until the menu has closed and its button has the focus back: for what takes the focus itself, which an open menu would pull away. */
  readonly afterClose?: boolean;
  onSelect(): void;
}

export interface MenuProps {
  /** What the button shows. */
  readonly trigger: JSX.Element;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly look?: 'plain' | 'outline';
}

/** A button that opens a list of actions. What draws the list comes when it is first opened. */
export function Menu(props: MenuProps): JSX.Element {
  const [list, setList] = createSignal<Component<MenuListProps> | null>(null);
  const open = (): void => {
    // Where the part can't be had, the page says so; the button may be pressed again.
    import('./MenuList.tsx').then(
      ({ MenuList }) => setList(() => MenuList),
      () => undefined,
    );
  };
  return (
    <Show
      when={list()}
      fallback={
        <button
          type="button"
          class="button"
          data-look={props.look ?? 'plain'}
          aria-label={props.label}
          aria-haspopup="true"
          aria-expanded="false"
          title={props.label}
          onClick={open}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            open();
          }}
        >
          {props.trigger}
        </button>
      }
    >
      {(loaded) => {
        const List = loaded();
        return <List {...props} look={props.look ?? 'plain'} />;
      }}
    </Show>
  );
}
