import { createResource, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import type { Result } from '../../domain/appError.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { previewImport, type ImportPreview } from '../../workspace/archive.ts';
import type { Work, WorkHead } from '../../workspace/work.ts';

export interface ImportDialogProps {
  readonly works: readonly WorkHead[];
  /** Saved works whole, to compare them with those of the file. */
  read(ids: readonly string[]): Promise<Result<readonly Work[]>>;
  /** The works of the file; null while there is none. */
  readonly incoming: readonly Work[] | null;
  onImport(mode: 'merge' | 'replace'): void;
  onClose(): void;
}

/** What a workspace file would change, before it changes anything. */
export function ImportDialog(props: ImportDialogProps): JSX.Element {
  const [compared] = createResource(
    () => props.incoming,
    async (incoming): Promise<ImportPreview> => {
      const ids = new Set(incoming.map((work) => work.id));
      const same = props.works.filter((work) => ids.has(work.id));
      const here = await props.read(same.map((work) => work.id));
      return previewImport(props.works, here.ok ? here.value : [], incoming);
    },
    { initialValue: null },
  );
  const preview = (): ImportPreview | null => (compared.loading ? null : compared.latest);
  const count = (what: keyof ImportPreview): number => preview()?.[what] ?? 0;
  return (
    <Dialog
      open={props.incoming !== null}
      title={t('saved.import_title')}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      actions={
        <>
          <button type="button" class="button" data-look="outline" onClick={() => props.onClose()}>
            {t('common.cancel')}
          </button>
          <Show when={count('missing') + count('changed') > 0}>
            <button
              type="button"
              class="button"
              data-look="outline"
              onClick={() => props.onImport('replace')}
            >
              {t('saved.import_replace')}
            </button>
          </Show>
          <button
            type="button"
            class="button"
            data-look="primary"
            disabled={preview() === null}
            onClick={() => props.onImport('merge')}
          >
            {t('saved.import_merge')}
          </button>
        </>
      }
    >
      <div data-testid="saved-import">
        <p>{t('saved.import_all', { n: props.incoming?.length ?? 0 })}</p>
        <ul class="saved-preview">
          <Show when={count('added') > 0}>
            <li>{t('saved.import_new', { n: count('added') })}</li>
          </Show>
          <Show when={count('changed') > 0}>
            <li>{t('saved.import_changed', { n: count('changed') })}</li>
          </Show>
          <Show when={count('same') > 0}>
            <li>{t('saved.import_same', { n: count('same') })}</li>
          </Show>
          <Show when={count('missing') > 0}>
            <li>{t('saved.import_gone', { n: count('missing') })}</li>
          </Show>
        </ul>
      </div>
    </Dialog>
  );
}
