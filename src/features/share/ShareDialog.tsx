import { createEffect, createResource, createSignal, createUniqueId, on, Show, type JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import { fileNameOf, toFileBlob } from '../../share/file.ts';
import { encodeLink } from '../../share/link.ts';
import { copyField } from '../../ui/clipboard.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Work } from '../../workspace/work.ts';
import { canSend, send, workFile } from './systemShare.ts';
import './share.css';

export interface ShareDialogProps {
  readonly work: Work;
  readonly open: boolean;
  /** Goes on to the whole workbench as one file. */
  onWorkbench(): void;
  onClose(): void;
}

const pageAddress = (): string => location.href.replace(/#.*$/, '');

/** The ways to pass a work on: a link that holds it, a file, the system's share sheet. */
export function ShareDialog(props: ShareDialogProps): JSX.Element {
  let field: HTMLInputElement | undefined;
  const hintId = createUniqueId();
  // With an initial value the page never shows its waiting state over the whole dialog.
  const [link] = createResource<Result<string> | null, Work | null>(
    () => (props.open ? props.work : null),
    (work) => (work ? encodeLink(work) : null),
    { initialValue: null },
  );
  const [said, setSaid] = createSignal<'copied' | 'copy_failed' | 'system_failed' | 'system_as_text' | null>(
    null,
  );
  createEffect(on([() => props.open, () => props.work], () => setSaid(null)));
  const [asText, setAsText] = createSignal(false);
  const result = (): Result<string> | null => (link.loading ? null : link.latest);
  const url = (): string => {
    const made = result();
    return made?.ok ? pageAddress() + made.value : '';
  };
  const error = (): string | null => {
    const made = result();
    if (!made || made.ok) return null;
    return made.error.kind === 'link_too_long'
      ? t('share.too_long', made.error.params)
      : t(`errors.${made.error.kind}`, made.error.params);
  };
  const hint = (): string => (url() === '' ? t('share.making') : t('share.link_hint', { n: url().length }));
  const copy = async (): Promise<void> => {
    if (field) setSaid((await copyField(field)) ? 'copied' : 'copy_failed');
  };
  const linkData = (): ShareData => ({ title: props.work.title, url: url() });
  const fileData = (): ShareData => ({ title: props.work.title, files: [workFile(props.work, asText())] });
  const sendLink = async (): Promise<void> => {
    setSaid((await send(linkData())) === 'sent' ? null : 'system_failed');
  };
  const sendFile = async (): Promise<void> => {
    const sent = await send(fileData());
    // The click is used up: what may work is offered for the next one.
    const offered = sent === 'refused' && !asText();
    if (offered) setAsText(true);
    setSaid(sent === 'sent' ? null : offered ? 'system_as_text' : 'system_failed');
  };

  return (
    <Dialog
      open={props.open}
      title={t('share.title')}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
    >
      <div class="share-parts">
        <section class="share-part">
          <h3>{t('share.link')}</h3>
          <Show
            when={error()}
            fallback={
              <>
                <div class="share-row">
                  <input
                    ref={field}
                    class="field share-link mono"
                    data-testid="share-url"
                    readonly
                    autofocus
                    aria-label={t('share.link')}
                    aria-describedby={hintId}
                    value={url()}
                    onFocus={(event) => {
                      event.currentTarget.select();
                    }}
                  />
                  <button
                    type="button"
                    class="button"
                    data-look="primary"
                    data-testid="share-copy"
                    disabled={url() === ''}
                    onClick={() => void copy()}
                  >
                    <Icon name="copy" />
                    {t('share.copy')}
                  </button>
                  <Show when={url() !== '' && location.protocol !== 'file:' && canSend(linkData())}>
                    <button
                      type="button"
                      class="button"
                      data-look="outline"
                      data-testid="share-send-link"
                      onClick={() => void sendLink()}
                    >
                      <Icon name="share" />
                      {t('share.system_link')}
                    </button>
                  </Show>
                </div>
                <p class="muted share-hint" id={hintId}>
                  {hint()}
                </p>
                <Show when={location.protocol === 'file:'}>
                  <p class="notice" data-tone="warn">
                    {t('share.from_disk')}
                  </p>
                </Show>
              </>
            }
          >
            {(text) => (
              <p class="notice" data-tone="warn" data-testid="share-no-link">
                {text()}
              </p>
            )}
          </Show>
        </section>
        <section class="share-part">
          <h3>{t('share.file')}</h3>
          <div class="share-row">
            <button
              type="button"
              class="button"
              data-look={error() ? 'primary' : 'outline'}
              data-testid="share-file"
              onClick={() => {
                download(fileNameOf(props.work.title), toFileBlob(props.work));
              }}
            >
              <Icon name="download" />
              {t('share.download')}
            </button>
            <Show when={canSend(fileData())}>
              <button
                type="button"
                class="button"
                data-look="outline"
                data-testid="share-send-file"
                onClick={() => void sendFile()}
              >
                <Icon name="share" />
                {t('share.system_file')}
              </button>
            </Show>
          </div>
          <p class="muted share-hint">{t('share.file_hint')}</p>
        </section>
        <section class="share-part">
          <h3>{t('share.whole')}</h3>
          <div class="share-row">
            <button
              type="button"
              class="button"
              data-look="outline"
              data-testid="share-workbench"
              onClick={() => props.onWorkbench()}
            >
              <Icon name="download" />
              {t('share.whole_button')}
            </button>
          </div>
          <p class="muted share-hint">{t('share.whole_hint')}</p>
        </section>
        <p class="share-said" role="status">
          <Show when={said()}>{(what) => t(`share.${what()}`)}</Show>
        </p>
      </div>
    </Dialog>
  );
}
