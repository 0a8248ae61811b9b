import { createSignal, For, Show, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { insidePage } from '../../engine/pageFiles.ts';
import { formatNumber, t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { WorkHead } from '../../workspace/work.ts';
import './share.css';

export interface WorkbenchDialogProps {
  readonly open: boolean;
  /** The saved works to choose from. */
  readonly works: readonly WorkHead[];
  /** Makes the file with the works that were chosen. */
  make(works: readonly WorkHead[]): Promise<Result<Blob>>;
  onClose(): void;
}

const differences = ['kept', 'others', 'links', 'updates'] as const;

/** The whole workbench as one file that opens by double click: which saved work goes in, and what is different in it. */
export function WorkbenchDialog(props: WorkbenchDialogProps): JSX.Element {
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [state, setState] = createSignal<'idle' | 'making'>('idle');
  const [error, setError] = createSignal<AppError | null>(null);
  const [saved, setSaved] = createSignal('');
  const chosen = (): readonly WorkHead[] => props.works.filter((work) => !left().has(work.id));
  const toggle = (id: string): void => {
    const next = new Set(left());
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const all = (): boolean => chosen().length === props.works.length;
  const toggleAll = (): void => {
    setLeft(all() ? new Set(props.works.map((work) => work.id)) : new Set<string>());
  };
  const save = async (): Promise<void> => {
    setState('making');
    setError(null);
    setSaved('');
    const made = await props.make(chosen());
    setState('idle');
    if (!made.ok) {
      setError(made.error);
      return;
    }
    download('yardstick.html', made.value);
    const megabytes = formatNumber(made.value.size / 1e6, { maximumFractionDigits: 1 });
    setSaved(t('share.whole_saved', { megabytes }));
  };

  return (
    <Dialog
      open={props.open}
      title={t('share.whole')}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      actions={
        <button
          type="button"
          class="button"
          data-look="primary"
          data-testid="workbench-save"
          disabled={state() === 'making'}
          onClick={() => void save()}
        >
          <Icon name="download" />
          {state() === 'making' ? t('share.whole_making') : t('share.whole_save')}
        </button>
      }
    >
      <div class="share-parts" data-testid="workbench">
        <p>{insidePage ? t('share.whole_this') : t('share.whole_what')}</p>
        <Show when={props.works.length > 0} fallback={<p class="muted">{t('share.whole_nothing')}</p>}>
          <fieldset class="share-works">
            <legend>{t('share.whole_works', { n: chosen().length, of: props.works.length })}</legend>
            <label class="share-work">
              <input type="checkbox" checked={all()} onChange={toggleAll} />
              {t('share.whole_all')}
            </label>
            <ul>
              <For each={props.works}>
                {(work) => (
                  <li>
                    <label class="share-work">
                      <input
                        type="checkbox"
                        checked={!left().has(work.id)}
                        onChange={() => {
                          toggle(work.id);
                        }}
                      />
                      <span>{work.title}</span>
                    </label>
                  </li>
                )}
              </For>
            </ul>
          </fieldset>
        </Show>
        <section class="share-part">
          <h3>{t('share.whole_differs')}</h3>
          <ul class="share-list muted">
            <For each={differences}>{(name) => <li>{t(`share.whole_${name}`)}</li>}</For>
          </ul>
        </section>
        <Show when={error()}>
          {(failure) => (
            <p class="notice" data-tone="bad" role="alert">
              {t(`errors.${failure().kind}`, failure().params)}
            </p>
          )}
        </Show>
        <p class="share-said" role="status">
          {saved()}
        </p>
      </div>
    </Dialog>
  );
}
