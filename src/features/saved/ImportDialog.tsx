import { createMemo, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { previewImport, type ImportPreview } from '../../workspace/archive.ts';
import type { Work } from '../../workspace/work.ts';

export interface ImportDialogProps {
  readonly works: readonly Work[];
  /** The works of the file; null while there is none. */
  readonly incoming: readonly Work[] | null;
  onImport(mode: 'merge' | 'replace'): void;
  onClose(): void;
}

/** What a workspace file would change, before it changes anything. */
export function ImportDialog(props: ImportDialogProps): JSX.Element {
  const preview = createMemo((): ImportPreview => previewImport(props.works, props.incoming ?? []));
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
          <Show when={preview().missing + preview().changed > 0}>
            <button
              type="button"
              class="button"
              data-look="outline"
              onClick={() => props.onImport('replace')}
            >
              {t('saved.import_replace')}
            </button>
          </Show>
          <button type="button" class="button" data-look="primary" onClick={() => props.onImport('merge')}>
            {t('saved.import_merge')}
          </button>
        </>
      }
    >
      <div data-testid="saved-import">
        <p>{t('saved.import_all', { n: props.incoming?.length ?? 0 })}</p>
        <ul class="saved-preview">
          <Show when={preview().added > 0}>
            <li>{t('saved.import_new', { n: preview().added })}</li>
          </Show>
          <Show when={preview().changed > 0}>
            <li>{t('saved.import_changed', { n: preview().changed })}</li>
          </Show>
          <Show when={preview().same > 0}>
            <li>{t('saved.import_same', { n: preview().same })}</li>
          </Show>
          <Show when={preview().missing > 0}>
            <li>{t('saved.import_gone', { n: preview().missing })}</li>
          </Show>
        </ul>
      </div>
    </Dialog>
  );
}
