import { createSignal, Match, onCleanup, Show, Switch, untrack, type JSX } from 'solid-js';
import type { AppError, Result } from '../../../domain/appError.ts';
import { t } from '../../../i18n/i18n.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { errorText, sizeText } from '../fileWords.ts';
import type { FileOptions, OwnFile, RemoteOrigin } from '../ownFile.ts';
import type { OwnFiles } from '../ownFiles.ts';
import { readAddress, type RemoteAddress } from './address.ts';
import { fetchFile, type FetchHooks } from './fetchFile.ts';
import type { RemoteGate } from './gate.ts';
import { allowedGate, allowHost } from './hosts.ts';
import { fetchColumns, readFooter, type RemoteColumn, type RemoteTable } from './parquetParts.ts';
import { RemoteColumns } from './RemoteColumns.tsx';
import './remote.css';

export interface RemoteDialogProps {
  readonly files: OwnFiles;
  /** The table whose file is fetched again; null for a new one. */
  readonly again: OwnFile | null;
  onClose(): void;
}

type Step =
  | { readonly kind: 'ask' }
  | { readonly kind: 'fetching'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'columns'; readonly table: RemoteTable; readonly gate: RemoteGate };

/** Fewer bytes than this, and all columns are chosen to begin with. */
const allUpTo = 64 * 1024 * 1024;

const isInitial = (
  table: RemoteTable,
  column: RemoteColumn,
  former: readonly string[] | undefined,
): boolean => former?.includes(column.name) ?? table.columns.reduce((sum, c) => sum + c.bytes, 0) <= allUpTo;

/** Fetches a file from an address: says what its host will see, asks whether that is allowed, shows how far it is. */
export function RemoteDialog(props: RemoteDialogProps): JSX.Element {
  let allow: HTMLButtonElement | undefined;
  const [text, setText] = createSignal(untrack(() => props.again?.options.origin?.url ?? ''));
  const [looked, setLooked] = createSignal(false);
  const [step, setStep] = createSignal<Step>({ kind: 'ask' });
  const [failed, setFailed] = createSignal<AppError | null>(null);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  let stop = new AbortController();
  onCleanup(() => stop.abort());

  const read = (): Result<RemoteAddress> => readAddress(text(), location.protocol);
  const address = (): RemoteAddress | null => {
    const result = read();
    return result.ok ? result.value : null;
  };
  const isAllowed = (): boolean => {
    const wanted = address();
    return wanted !== null && allowedGate(props.files, wanted) !== null;
  };
  const wrong = (): AppError | null => {
    const result = read();
    return failed() ?? (looked() && text().trim() !== '' && !result.ok ? result.error : null);
  };
  const fetching = (): Extract<Step, { kind: 'fetching' }> | null => {
    const now = step();
    return now.kind === 'fetching' ? now : null;
  };
  const columns = (): Extract<Step, { kind: 'columns' }> | null => {
    const now = step();
    return now.kind === 'columns' ? now : null;
  };

  /** Begins something that can be cancelled, and shows how far it is. */
  const begin = (): FetchHooks => {
    stop = new AbortController();
    setFailed(null);
    setStep({ kind: 'fetching', received: 0, total: null });
    return {
      signal: stop.signal,
      onProgress: (received, total) => setStep({ kind: 'fetching', received, total }),
    };
  };
  const backTo = (back: Step, error: AppError): void => {
    setStep(back);
    setFailed(error.kind === 'cancelled' ? null : error);
  };
  const cancel = (): void => {
    if (step().kind === 'ask') props.onClose();
    else stop.abort();
    if (step().kind === 'columns') setStep({ kind: 'ask' });
  };
  const take = async (file: File, origin: RemoteOrigin, part?: readonly string[]): Promise<void> => {
    const { again } = props;
    const options: FileOptions = { ...again?.options, origin, ...(part ? { columns: part } : {}) };
    if (!part) delete (options as { columns?: readonly string[] }).columns;
    if (!again) {
      void props.files.add(file, options);
      props.onClose();
      return;
    }
    const refreshed = await (await props.files.library()).refresh(again.id, file, options);
    if (refreshed.ok) props.onClose();
    else backTo({ kind: 'ask' }, refreshed.error);
  };
  const fetchIt = async (inParts = true): Promise<void> => {
    const wanted = address();
    if (!wanted) return;
    const hooks = begin();
    const gate = await allowHost(props.files, wanted);
    if (!gate.ok) {
      backTo({ kind: 'ask' }, gate.error);
      return;
    }
    const fetched = await fetchFile(gate.value, wanted, hooks, inParts);
    if (!fetched.ok) {
      backTo({ kind: 'ask' }, fetched.error);
      return;
    }
    if (fetched.value.kind === 'file') {
      await take(fetched.value.file, fetched.value.origin);
      return;
    }
    const { parquet } = fetched.value;
    const library = await props.files.library();
    const table = await library.passing((context) => readFooter(context, parquet));
    if (!table.ok) {
      backTo({ kind: 'ask' }, table.error);
      return;
    }
    const { value } = table;
    if (value === null) {
      await fetchIt(false);
      return;
    }
    const former = props.again?.options.columns;
    setChosen(new Set(value.columns.filter((c) => isInitial(value, c, former)).map((c) => c.name)));
    setStep({ kind: 'columns', table: value, gate: gate.value });
  };
  const fetchChosen = async (): Promise<void> => {
    const now = columns();
    if (!now) return;
    const part = now.table.columns.filter((column) => chosen().has(column.name));
    const file = await fetchColumns(now.gate, now.table, part, begin());
    if (!file.ok) {
      backTo(now, file.error);
      return;
    }
    const { origin } = now.table.parquet;
    await take(
      file.value,
      origin,
      part.map((column) => column.name),
    );
  };
  const chosenBytes = (): number =>
    columns()
      ?.table.columns.filter((column) => chosen().has(column.name))
      .reduce((sum, column) => sum + column.bytes, 0) ?? 0;
  const submit = (): void => {
    setLooked(true);
    // A line end after the address is no permission: that takes the button itself.
    if (isAllowed()) void fetchIt();
    else allow?.focus();
  };
  const amount = (now: Extract<Step, { kind: 'fetching' }>): string =>
    now.total === null
      ? t('files.remote_received', { received: sizeText(now.received) })
      : t('files.remote_received_of', { received: sizeText(now.received), total: sizeText(now.total) });

  return (
    <Dialog
      open
      title={props.again ? t('files.remote_again', { name: props.again.table }) : t('files.remote_title')}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      actions={
        <>
          <button type="button" class="button" data-look="outline" onClick={cancel}>
            {t('common.cancel')}
          </button>
          <Show when={step().kind === 'ask'}>
            <button
              ref={allow}
              type="button"
              class="button remote-allow"
              data-look="primary"
              data-testid="remote-allow"
              disabled={address() === null}
              onClick={() => void fetchIt()}
            >
              {isAllowed() || address() === null
                ? t('files.remote_fetch')
                : t('files.remote_allow', { host: address()?.host ?? '' })}
            </button>
          </Show>
          <Show when={step().kind === 'columns'}>
            <button
              type="button"
              class="button"
              data-look="primary"
              data-testid="remote-columns-fetch"
              disabled={chosen().size === 0}
              onClick={() => void fetchChosen()}
            >
              {t('files.remote_fetch_columns', { size: sizeText(chosenBytes()) })}
            </button>
          </Show>
        </>
      }
    >
      <div class="remote" data-testid="remote">
        <Switch>
          <Match when={step().kind === 'ask'}>
            <form
              class="remote-form"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              <label class="remote-field">
                <span>{t('files.remote_field')}</span>
                <input
                  class="field mono"
                  type="url"
                  autofocus
                  inputmode="url"
                  autocomplete="off"
                  spellcheck={false}
                  data-testid="remote-address"
                  placeholder="https://…"
                  value={text()}
                  onInput={(event) => {
                    setText(event.currentTarget.value);
                    setFailed(null);
                    setLooked(false);
                  }}
                  onBlur={() => setLooked(true)}
                />
              </label>
            </form>
            <Show when={address()}>
              {(wanted) => (
                <Show
                  when={!isAllowed()}
                  fallback={<p class="muted">{t('files.remote_allowed', { host: wanted().host })}</p>}
                >
                  <section class="remote-ask" data-testid="remote-ask">
                    <p>{t('files.remote_ask', { host: wanted().host })}</p>
                    <ul>
                      <li>{t('files.remote_sees')}</li>
                      <li>{t('files.remote_hidden')}</li>
                      <li>{t('files.remote_closed')}</li>
                      <li>{t('files.remote_ends')}</li>
                    </ul>
                  </section>
                </Show>
              )}
            </Show>
          </Match>
          <Match when={fetching()}>
            {(now) => (
              <div class="remote-progress">
                <p role="status">{t('files.remote_fetching', { host: address()?.host ?? '' })}</p>
                <progress
                  aria-label={t('files.remote_fetching', { host: address()?.host ?? '' })}
                  {...(now().total === null
                    ? {}
                    : { max: Math.max(1, now().total ?? 1), value: now().received })}
                />
                <p class="muted remote-amount">{amount(now())}</p>
              </div>
            )}
          </Match>
          <Match when={columns()}>
            {(now) => <RemoteColumns table={now().table} chosen={chosen()} onChosen={setChosen} />}
          </Match>
        </Switch>
        <Show when={wrong()}>
          {(error) => (
            <p
              class="notice"
              data-tone="bad"
              role="alert"
              data-testid="remote-error"
              data-kind={error().kind}
            >
              {errorText(error())}
            </p>
          )}
        </Show>
      </div>
    </Dialog>
  );
}
