import { createUniqueId, For, type JSX } from 'solid-js';
import './pages.css';

export interface PagesProps<Name extends string> {
  /** What the list of pages is called. */
  readonly label: string;
  readonly pages: readonly { readonly name: Name; readonly title: string }[];
  readonly page: Name;
  onPage(name: Name): void;
  readonly children: JSX.Element;
}

/** Pages of which one is shown: a row of tabs that the arrow keys move along, the page below. */
export function Pages<Name extends string>(props: PagesProps<Name>): JSX.Element {
  const id = createUniqueId();
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = props.pages.findIndex(({ name }) => name === props.page);
    const next = props.pages[(at + step + props.pages.length) % props.pages.length]?.name;
    if (next === undefined) return;
    props.onPage(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class="pages">
      <div class="pages-tabs" role="tablist" aria-label={props.label} onKeyDown={move}>
        <For each={props.pages}>
          {({ name, title }) => (
            <button
              type="button"
              role="tab"
              class="button"
              id={`${id}-${name}`}
              aria-selected={props.page === name}
              aria-controls={`${id}-page`}
              tabindex={props.page === name ? 0 : -1}
              onClick={() => props.onPage(name)}
            >
              {title}
            </button>
          )}
        </For>
      </div>
      <div
        class="pages-page"
        id={`${id}-page`}
        role="tabpanel"
        aria-labelledby={`${id}-${props.page}`}
        tabindex="0"
      >
        {props.children}
      </div>
    </div>
  );
}
