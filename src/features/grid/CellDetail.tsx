import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js';
import { isNested, typeName, type Column, type ColumnType, type Value } from '../../domain/columnType.ts';
import { textOf } from '../../domain/values/text.ts';
import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { treeOf, type TreeNode } from './valueTree.ts';

export interface CellDetailProps {
  /** The cell that is looked at; null closes. */
  readonly cell: { readonly column: Column; readonly value: Value; readonly row: number } | null;
  onClose(): void;
  onCopy(text: string): void;
  /** Shows only rows with the same value; left out where the rows can't be filtered. */
  readonly onFilter?: (() => void) | undefined;
}

/** Characters put into the page; longer values are copied whole. */
const shownCharacters = 100_000;

/** One value in full: text with its line breaks, nested values as a tree. */
export function CellDetail(props: CellDetailProps): JSX.Element {
  const type = (): ColumnType => props.cell?.column.type ?? { kind: 'text' };
  const text = createMemo(() => (props.cell ? textOf(props.cell.column.type, props.cell.value) : ''));
  const tree = createMemo(() => {
    const { cell } = props;
    if (!cell || cell.value === null) return null;
    return isNested(cell.column.type) || cell.column.type.kind === 'json'
      ? treeOf(cell.column.type, cell.value, cell.column.name)
      : null;
  });
  return (
    <Dialog
      open={props.cell !== null}
      title={props.cell?.column.name ?? ''}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      wide
      actions={
        <>
          <Show when={props.onFilter}>
            {(filter) => (
              <button type="button" class="button" data-look="outline" onClick={() => filter()()}>
                <Icon name="filter" /> {t('grid.same_value')}
              </button>
            )}
          </Show>
          <button type="button" class="button" data-look="outline" onClick={() => props.onCopy(text())}>
            <Icon name="copy" /> {t('common.copy')}
          </button>
        </>
      }
    >
      <div class="grid-detail" data-testid="cell-detail">
        <p class="muted">
          <span class="mono">{typeName(type())}</span> · {t('grid.row_n', { n: (props.cell?.row ?? 0) + 1 })}
          <Show when={text().length > 80}> · {t('grid.characters', { n: text().length })}</Show>
        </p>
        <Switch fallback={<pre class="grid-detail-text">{text().slice(0, shownCharacters)}</pre>}>
          <Match when={props.cell?.value === null}>
            <p class="grid-null">null</p>
          </Match>
          <Match when={tree()}>{(root) => <Branch node={root()} open />}</Match>
        </Switch>
        <Show when={text().length > shownCharacters && !tree()}>
          <p class="muted">{t('grid.cut_off', { n: shownCharacters })}</p>
        </Show>
      </div>
    </Dialog>
  );
}

function Branch(props: { readonly node: TreeNode; readonly open?: boolean }): JSX.Element {
  return (
    <Show
      when={props.node.children}
      fallback={
        <p class="grid-leaf">
          <span class="muted">{props.node.label}</span>{' '}
          <span classList={{ 'grid-null': props.node.text === null }}>{props.node.text ?? 'null'}</span>
        </p>
      }
    >
      {(children) => (
        <details class="grid-branch" open={props.open === true || children().length <= 20}>
          <summary>
            <span class="muted">{props.node.label}</span> {props.node.text}
          </summary>
          <For each={children().slice(0, 1000)}>{(child) => <Branch node={child} />}</For>
          <Show when={children().length > 1000}>
            <p class="muted">{t('grid.more_items', { n: children().length - 1000 })}</p>
          </Show>
        </details>
      )}
    </Show>
  );
}
