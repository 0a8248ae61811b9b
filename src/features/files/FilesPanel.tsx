import { createMemo, createSignal, For, lazy, onCleanup, onMount, Show, Suspense, type JSX } from 'solid-js';
import { insidePage } from '../../engine/pageFiles.ts';
import { t } from '../../i18n/i18n.ts';
import { identifierText } from '../../sql/identifierText.ts';
import { Icon } from '../../ui/Icon.tsx';
import { FileItem, type FileDialog } from './FileItem.tsx';
import { hasPicker, pickFiles } from './fileHandles.ts';
import type { FileProblem, OwnFile, Remedy } from './ownFile.ts';
import type { OwnFiles } from './ownFiles.ts';
import { pastedFiles } from './paste.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { optionsAfter } from './remedies.ts';
import { sameColumns } from './sameColumns.ts';
import './files.css';

const GainsDialog = lazy(() => import('./GainsDialog.tsx').then((m) => ({ default: m.GainsDialog })));
const JoinDialog = lazy(() => import('./JoinDialog.tsx').then((m) => ({ default: m.JoinDialog })));
const RemoteDialog = lazy(() =>
  import('./remote/RemoteDialog.tsx').then((m) => ({ default: m.RemoteDialog })),
);
const OptionsDialog = lazy(() => import('./OptionsDialog.tsx').then((m) => ({ default: m.OptionsDialog })));

export interface FilesPanelProps {
  readonly files: OwnFiles;
  /** Opens the system's file dialog. */
  onPick(): void;
  onQuery(sql: string, title: string): void;
}

interface Opened {
  readonly dialog: FileDialog;
  readonly id: string;
}

/** The person's own files: what they are called in SQL, what is in them, what went wrong with others. */
export function FilesPanel(props: FilesPanelProps): JSX.Element {
  let again: HTMLInputElement | undefined;
  let chosenAgain: (file: File | null) => void = () => undefined;
  const [opened, setOpened] = createSignal<Opened | null>(null);
  const library = (): ReturnType<OwnFiles['library']> => props.files.library();
  const parts = createMemo(() => sameColumns(props.files.list()));
  const openedFile = (): OwnFile | undefined => props.files.list().find((f) => f.id === opened()?.id);
  const openedProblem = (): FileProblem | undefined =>
    props.files.problems().find((p) => p.id === opened()?.id);

  const addAll = (files: readonly File[]): void => {
    for (const file of files) void props.files.add(file);
  };
  const pick = async (): Promise<void> => {
    if (hasPicker()) addAll(await pickFiles());
    else props.onPick();
  };
  const pickAgain = async (): Promise<File | null> => {
    if (hasPicker()) return (await pickFiles(false))[0] ?? null;
    again?.click();
    return new Promise((resolve) => {
      chosenAgain = resolve;
    });
  };
  const pickInstead = async (problem: FileProblem): Promise<void> => {
    const file = await pickAgain();
    if (!file) return;
    const files = await library();
    files.dismiss(problem.id);
    await files.add(file, problem.options);
  };
  const remedy = async (problem: FileProblem, chosen: Remedy): Promise<void> => {
    const options = optionsAfter(problem, chosen);
    if (chosen.kind === 'pick_again') await pickInstead(problem);
    else if (options === null) setOpened({ dialog: 'options', id: problem.id });
    else await (await library()).retry(problem, options);
  };
  const dismiss = async (problem: FileProblem): Promise<void> => {
    const files = await library();
    files.dismiss(problem.id);
  };
  const replace = async (id: string): Promise<void> => {
    const file = await pickAgain();
    if (file) await (await library()).refresh(id, file);
  };
  const combine = async (): Promise<void> => {
    const ids = parts().map((f) => f.id);
    await (await library()).combine(ids);
  };
  const hasGains = (): boolean =>
    props.files.list().some((f) => f.options.gains !== undefined && f.state === 'ready');
  const showGains = async (shown: boolean): Promise<void> => {
    await (await library()).showGains(shown);
  };
  const query = (file: OwnFile): void => {
    props.onQuery(`SELECT * FROM ${file.tables[0] ?? identifierText(file.table)}`, file.fileName);
  };

  onMount(() => {
    // Coming back to the window is when a file may have been changed elsewhere.
    const look = async (): Promise<void> => (await library()).checkDisk();
    const onFocus = (): void => void look();
    const paste = (event: ClipboardEvent): void => {
      const given = pastedFiles(event, t('files.pasted'));
      if (given.length === 0) return;
      event.preventDefault();
      addAll(given);
    };
    window.addEventListener('focus', onFocus);
    document.addEventListener('paste', paste);
    if (props.files.list().length > 0) onFocus();
    onCleanup(() => {
      window.removeEventListener('focus', onFocus);
      document.removeEventListener('paste', paste);
    });
  });

  return (
    <div class="files" data-testid="files">
      <button type="button" class="button files-add" data-look="outline" onClick={() => void pick()}>
        <Icon name="add" />
        {t('files.add')}
      </button>
      <button
        type="button"
        class="button files-add"
        data-look="outline"
        data-testid="files-remote"
        disabled={insidePage}
        onClick={() => setOpened({ dialog: 'remote', id: '' })}
      >
        <Icon name="link" />
        {t('files.remote')}
      </button>
      <p class="muted files-small">{t('files.hint')}</p>
      <Show when={insidePage}>
        <p class="muted files-small">{t('files.remote_inside')}</p>
      </Show>
      <Show when={props.files.problems().length > 0}>
        <section class="files-problems" aria-label={t('files.problems')}>
          <For each={props.files.problems()}>
            {(problem) => (
              <ProblemNotice
                problem={problem}
                onRemedy={(chosen) => void remedy(problem, chosen)}
                onDismiss={() => void dismiss(problem)}
              />
            )}
          </For>
        </section>
      </Show>
      <Show when={parts().length > 0}>
        <p class="notice files-combine" role="status">
          <span>{t('files.same_columns', { n: parts().length })}</span>
          <button
            type="button"
            class="button"
            data-look="outline"
            data-testid="files-combine"
            onClick={() => void combine()}
          >
            {t('files.combine')}
          </button>
        </p>
      </Show>
      <Show when={hasGains()}>
        <label class="notice files-keep" data-testid="files-gains-shown">
          <input
            type="checkbox"
            checked={props.files.gainsShown()}
            onChange={(event) => void showGains(event.currentTarget.checked)}
          />
          <span>{t('files.gains_show')}</span>
        </label>
      </Show>
      <ul class="files-list" aria-label={t('files.list')}>
        <For
          each={props.files.list().map((f) => f.id)}
          fallback={<li class="muted files-none">{t('files.none')}</li>}
        >
          {(id) => (
            <Show when={props.files.list().find((f) => f.id === id)}>
              {(file) => (
                <FileItem
                  file={file()}
                  library={library}
                  onQuery={() => query(file())}
                  onDialog={(dialog) => setOpened({ dialog, id })}
                  onPickAgain={() => void replace(id)}
                  onRemove={() => void props.files.remove(file().table)}
                />
              )}
            </Show>
          )}
        </For>
      </ul>
      <input
        ref={again}
        type="file"
        class="visually-hidden"
        tabindex="-1"
        aria-hidden="true"
        data-testid="files-again"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          chosenAgain(file ?? null);
        }}
      />
      <Suspense>
        <Show when={opened()?.dialog === 'join' && openedFile()}>
          {(file) => (
            <JoinDialog
              file={file()}
              library={library}
              onQuery={(sql, title) => props.onQuery(sql, title)}
              onClose={() => setOpened(null)}
            />
          )}
        </Show>
        <Show when={opened()?.dialog === 'gains' && openedFile()}>
          {(file) => <GainsDialog file={file()} library={library} onClose={() => setOpened(null)} />}
        </Show>
        <Show when={opened()?.dialog === 'remote'}>
          <RemoteDialog files={props.files} again={openedFile() ?? null} onClose={() => setOpened(null)} />
        </Show>
        <Show when={opened()?.dialog === 'options'}>
          <OptionsDialog
            file={openedFile() ?? null}
            problem={openedProblem() ?? null}
            library={library}
            onClose={() => setOpened(null)}
          />
        </Show>
      </Suspense>
    </div>
  );
}
