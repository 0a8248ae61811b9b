import { createSignal, For, Show, type JSX } from 'solid-js';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import type { WorkHead } from '../../workspace/work.ts';
import { parseTags } from './find.ts';

export interface SavedItemProps {
  readonly work: WorkHead;
  readonly current: boolean;
  onOpen(): void;
  onRename(title: string): void;
  /** Absent: no tags can be given. */
  readonly onTags?: ((tags: readonly string[]) => void) | undefined;
  readonly onDuplicate?: (() => void) | undefined;
  onTag(tag: string): void;
  onExport(): void;
  onRemove(): void;
}

type Editing = 'title' | 'tags' | null;

interface InlineFieldProps {
  readonly label: string;
  readonly value: string;
  /** The text, or null when given up. */
  onDone(text: string | null): void;
  ref(field: HTMLInputElement): void;
}

/** A field in the place of the title: Enter or leaving it takes the text, Escape leaves things as they were. */
function InlineField(props: InlineFieldProps): JSX.Element {
  let done = false;
  const finish = (text: string | null): void => {
    if (done) return;
    done = true;
    props.onDone(text);
  };
  return (
    <input
      ref={(field) => props.ref(field)}
      class="field saved-edit"
      aria-label={props.label}
      value={props.value}
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        finish(event.key === 'Enter' ? event.currentTarget.value : null);
      }}
      onBlur={(event) => {
        finish(event.currentTarget.value);
      }}
    />
  );
}

/** One saved work: open it, or act on it. */
export function SavedItem(props: SavedItemProps): JSX.Element {
  let openButton: HTMLButtonElement | undefined;
  let field: HTMLInputElement | undefined;
  const [editing, setEditing] = createSignal<Editing>(null);
  const title = (): string => (props.work.title.trim() === '' ? t('saved.untitled') : props.work.title);
  const finish = (text: string | null): void => {
    const what = editing();
    setEditing(null);
    openButton?.focus();
    if (text === null) return;
    if (what === 'tags') props.onTags?.(parseTags(text));
    else if (text.trim() !== '' && text.trim() !== props.work.title) props.onRename(text.trim());
  };
  const edit = (what: 'title' | 'tags') => (): void => {
    setEditing(what);
    field?.focus();
    field?.select();
  };
  const items = (): MenuItem[] => [
    { id: 'rename', label: t('saved.rename'), onSelect: edit('title'), afterClose: true },
    ...(props.onTags
      ? [{ id: 'tags', label: t('saved.tags'), onSelect: edit('tags'), afterClose: true }]
      : []),
    ...(props.onDuplicate
      ? [{ id: 'duplicate', label: t('saved.duplicate'), onSelect: () => props.onDuplicate?.() }]
      : []),
    { id: 'export', label: t('saved.export'), onSelect: () => props.onExport() },
    { id: 'remove', label: t('saved.remove'), onSelect: () => props.onRemove() },
  ];
  return (
    <li class="saved-item" data-current={props.current}>
      <div class="saved-main">
        <Show
          when={editing()}
          fallback={
            <button
              ref={openButton}
              type="button"
              class="saved-open"
              aria-current={props.current ? 'true' : undefined}
              onClick={() => props.onOpen()}
            >
              {title()}
            </button>
          }
        >
          {(what) => (
            <InlineField
              label={what() === 'tags' ? t('saved.tags_label') : t('saved.rename_label')}
              value={what() === 'tags' ? props.work.tags.join(', ') : props.work.title}
              onDone={finish}
              ref={(element) => (field = element)}
            />
          )}
        </Show>
        <div class="saved-meta">
          <span
            class="saved-kind"
            title={props.work.hasChart ? t('saved.with_chart') : t('saved.without_chart')}
          >
            <Icon name={props.work.hasChart ? 'chart' : 'table'} />
            <span class="visually-hidden">
              {props.work.hasChart ? t('saved.with_chart') : t('saved.without_chart')}
            </span>
          </span>
          <time datetime={props.work.updatedAt}>{formatDateTime(props.work.updatedAt)}</time>
          <For each={props.work.tags}>
            {(tag) => (
              <button
                type="button"
                class="saved-tag"
                aria-label={t('saved.tag_filter', { tag })}
                onClick={() => props.onTag(tag)}
              >
                {tag}
              </button>
            )}
          </For>
        </div>
      </div>
      <Menu trigger={<Icon name="more" />} label={t('saved.actions', { title: title() })} items={items()} />
    </li>
  );
}
