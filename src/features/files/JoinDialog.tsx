import { createResource, For, Match, Switch, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import type { FileLibrary } from './fileLibrary.ts';
import { errorText } from './fileWords.ts';
import { joinsOf } from './joinData.ts';
import type { OwnFile } from './ownFile.ts';

export interface JoinDialogProps {
  readonly file: OwnFile;
  library(): Promise<FileLibrary>;
  onQuery(sql: string, title: string): void;
  onClose(): void;
}

/** Which columns of a table match the shipped data, with the joins written out. */
export function JoinDialog(props: JoinDialogProps): JSX.Element {
  const [found] = createResource(
    () => ({ opening: props.library(), table: props.file.table, columns: props.file.columns }),
    async ({ opening, table, columns }) => {
      const library = await opening;
      return joinsOf((sql) => library.query(sql), table, columns);
    },
    { initialValue: null },
  );
  const joins = (): ReturnType<typeof list> => list(found.latest);
  const failed = (): string | null => {
    const made = found.latest;
    return made && !made.ok ? errorText(made.error) : null;
  };
  return (
    <Dialog
      open
      wide
      title={t('files.join_title', { name: props.file.table })}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
    >
      <div class="files-joins" data-testid="files-joins">
        <Switch fallback={<p class="muted">{t('files.join_none')}</p>}>
          <Match when={found.loading}>
            <p class="muted" role="status">
              {t('files.join_looking')}
            </p>
          </Match>
          <Match when={failed()}>
            {(text) => (
              <p class="notice" data-tone="bad" role="alert">
                {text()}
              </p>
            )}
          </Match>
          <Match when={joins().length > 0}>
            <p class="muted">{t('files.join_hint')}</p>
            <ul class="files-join-list">
              <For each={joins()}>
                {(join) => (
                  <li class="files-join">
                    <div class="files-join-head">
                      <h3 class="mono">
                        {join.column} → {join.key.table}.{join.key.column}
                      </h3>
                      <button
                        type="button"
                        class="button"
                        data-look="outline"
                        onClick={() => {
                          props.onQuery(
                            join.sql,
                            t('files.join_work', { table: props.file.table, shipped: join.key.table }),
                          );
                          props.onClose();
                        }}
                      >
                        {t('files.open_query')}
                      </button>
                    </div>
                    <p>
                      {t('files.join_matched', { n: join.matched, all: join.of })}
                      <span class="muted">
                        {join.unmatched.length > 0
                          ? ` ${t('files.join_unmatched', { values: join.unmatched.join(', ') })}`
                          : ''}
                      </span>
                    </p>
                    <pre class="mono files-sql" tabindex="0">
                      {join.sql}
                    </pre>
                  </li>
                )}
              </For>
            </ul>
          </Match>
        </Switch>
      </div>
    </Dialog>
  );
}

type Found = Awaited<ReturnType<typeof joinsOf>> | null | undefined;

const list = (found: Found): Extract<Found, { ok: true }>['value'] => (found?.ok === true ? found.value : []);
