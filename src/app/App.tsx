import {
  createEffect,
  createSignal,
  ErrorBoundary,
  lazy,
  onCleanup,
  onMount,
  Show,
  type JSX,
} from 'solid-js';
import type { Engine } from '../engine/engine.ts';
import { insidePage } from '../engine/pageFiles.ts';
import { DropZone } from '../features/files/DropZone.tsx';
import { acceptedEndings } from '../features/files/formats.ts';
import type { FirstQuery } from '../features/editor/firstQuery.ts';
import type { EditorHandle } from '../features/editor/SqlEditor.tsx';
import { questions, type Question } from '../features/gallery/questions.ts';
import { language, t } from '../i18n/i18n.ts';
import type { Incoming } from '../share/incoming.ts';
import { matchesKeys } from '../ui/command.ts';
import { SplitPane } from '../ui/SplitPane.tsx';
import type { Work } from '../workspace/work.ts';
import { Banner } from './Banner.tsx';
import { createCommands } from './commands.ts';
import { dataset } from './dataset.ts';
import { Dialogs, type DialogName } from './Dialogs.tsx';
import { createEvicted } from './evicted.ts';
import { Inspector } from './Inspector.tsx';
import { followLaunches } from './launched.ts';
import { createMissingPart } from './missingPart.ts';
import { createOffline } from './offlineState.ts';
import { createOpening } from './opening.ts';
import { questionWork, shippedQuestion } from './question.ts';
import { Part } from './Part.tsx';
import { Rail, type PanelName } from './Rail.tsx';
import { downloadWork } from './download.ts';
import { createSelection } from './selection.ts';
import { createSession } from './session.ts';
import { createSettings } from './settings.ts';
import { SidePanel } from './SidePanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { createPersistentStore } from './storage.ts';
import { TabStrip } from './TabStrip.tsx';
import { TopBar } from './TopBar.tsx';
import { createTour } from './tour.ts';
import { createViewport } from './viewport.ts';
import { Workbench } from './Workbench.tsx';

const Tour = lazy(() => import('../features/help/Tour.tsx').then((m) => ({ default: m.Tour })));

export interface AppProps {
  readonly engine: Engine;
  /** The pre-computed answer of the first question, as the build drew it. */
  readonly firstAnswer: HTMLElement | null;
  /** What was done in its query field. */
  readonly firstQuery: FirstQuery | null;
}

/** Runs by itself only what cannot change anything. */
const readsOnly = /^\s*(?:select|from|with|values|table|describe|summarize|show|explain|pivot)\b/i;

const withoutComments = (sql: string): string =>
  sql.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');

export function App(props: AppProps): JSX.Element {
  const settings = createSettings();
  const viewport = createViewport();
  const [conflict, setConflict] = createSignal<string | null>(null);
  const store = createPersistentStore({
    copyTitle: (title) => t('app.copy_of', { title }),
    onConflict: (title) => setConflict(title),
  });
  const session = createSession({
    engine: props.engine,
    store,
    dataset,
    untitled: () => t('app.untitled'),
    first: questions[0] ? questionWork(questions[0], dataset, language()) : null,
  });
  const missing = createMissingPart();
  const evicted = createEvicted(session.works);
  const selection = createSelection(session);
  const offline = createOffline(() => session.engineState().stage === 'ready');
  const [panel, setPanel] = createSignal<PanelName | null>(viewport.narrow() ? null : 'gallery');
  const [dialog, setDialog] = createSignal<DialogName | null>(null);
  const opening = createOpening(session.files, () => setPanel('files'));
  const [editor, setEditor] = createSignal<EditorHandle | null>(null);

  let filesInput: HTMLInputElement | undefined;

  const openWork = (work: Work): void => {
    session.newTab(work);
    if (viewport.narrow()) setPanel(null);
    void session.run({ kind: 'all' });
  };
  const openSaved = async (id: string): Promise<void> => {
    const read = await session.works.read([id]);
    const [work] = read.ok ? read.value : [];
    if (work) openWork(work);
    else if (!read.ok) opening.fail(read.error);
  };
  const openQuestion = (question: Question): void => {
    openWork(questionWork(question, dataset, language()));
  };
  const accept = (given: Incoming): void => {
    session.newTab({ ...given.work, id: crypto.randomUUID() });
    void session.run({ kind: 'all' });
  };
  /** Work that came inside the single file is put into its list, and shown. */
  const takeInside = async (): Promise<void> => {
    if (!insidePage) return;
    const { takeWorkInside } = await import('./wholePage.ts');
    const taken = await takeWorkInside(session.works.importAll);
    if (!taken.ok) opening.fail(taken.error);
    else if (taken.value) setPanel('saved');
  };
  // Where the storage refuses, the banner says so; the work is kept in memory and listed all the same.
  const save = async (): Promise<void> => {
    await session.save();
    setPanel('saved');
  };

  /** What Run means: the selection, or the statement at the cursor. */
  const run = (): void => {
    const at = editor()?.selection();
    void session.run(at ? { kind: 'cursor', ...at } : { kind: 'all' });
  };

  const tour = createTour(settings, () => session.active().runner.state.status === 'done');

  const commands = createCommands({
    session,
    settings,
    editor,
    run,
    save,
    openPanel: setPanel,
    openDialog: setDialog,
    startTour: tour.start,
    restart: () => void props.engine.restart(),
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commands.find((c) => c.keys !== undefined && matchesKeys(event, c.keys));
    if (!command || event.defaultPrevented || command.enabled?.() === false) return;
    // A modal dialog has the keys to itself.
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    command.run();
  };

  onMount(() => {
    document.addEventListener('keydown', onKeyDown);
    const onHash = (): void => void opening.link();
    window.addEventListener('hashchange', onHash);
    onCleanup(() => {
      document.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('hashchange', onHash);
    });
    const openGiven = async (): Promise<void> => {
      await opening.link();
      await opening.share();
      followLaunches({ onFiles: opening.files, onError: opening.fail });
    };
    void session.restore().then(takeInside).then(openGiven);
  });

  const firstTab = session.active();
  const firstWork = firstTab.work();
  // The open question is answered as soon as the engine is up, unless somebody is writing another one in its place.
  // A shipped question is the page's own SQL: it need not wait for the sandbox.
  createEffect(() => {
    if (!session.restored()) return;
    const tab = session.active();
    // A moment later: whoever opened the tab may have run it already.
    queueMicrotask(() => {
      const { sql } = tab.work();
      if (tab.runner.state.status !== 'idle' || !readsOnly.test(withoutComments(sql))) return;
      if (session.active() !== tab || (tab === firstTab && tab.work() !== firstWork)) return;
      const statements = session.statements({ kind: 'all' });
      const shipped = statements.length === 1 && shippedQuestion(sql) !== null;
      void tab.runner.run(statements, shipped ? props.engine.early(statements[0]?.sql ?? '') : undefined);
    });
  });
  createEffect(() => {
    document.title = `${session.active().work().title} – Yardstick`;
  });

  return (
    <div
      class="app"
      data-testid="boot"
      data-state={session.engineState().stage}
      data-kept={session.kept()}
      data-narrow={viewport.narrow()}
      data-tour={tour.step() ?? undefined}
    >
      <a class="skip" href="#editor">
        {t('app.skip')}
      </a>
      <TopBar
        session={session}
        settings={settings}
        onRun={run}
        onSave={() => void save()}
        onShare={() => setDialog('share')}
        onPalette={() => setDialog('palette')}
        onHelp={() => setDialog('help')}
      />
      <Rail open={panel()} onOpen={(name) => setPanel((p) => (p === name ? null : name))} />
      <Show when={panel()}>
        {(name) => (
          <SidePanel
            name={name()}
            session={session}
            store={store}
            current={shippedQuestion(session.active().work().sql)}
            onClose={() => setPanel(null)}
            onQuestion={openQuestion}
            onSaved={(id) => void openSaved(id)}
            onInsert={(text) => editor()?.insert(text)}
            onFile={(file) => opening.files([file])}
            onPick={() => filesInput?.click()}
            onAbout={() => setDialog('dataset')}
            onWorkbench={() => setDialog('workbench')}
          />
        )}
      </Show>
      <Part quiet>
        <Show when={tour.step()}>
          {(step) => <Tour step={step()} asked={tour.asked()} onStep={tour.go} onEnd={tour.end} />}
        </Show>
      </Part>
      <main class="centre">
        <TabStrip session={session} />
        <Banner
          error={session.works.error()}
          conflict={conflict()}
          recovery={session.recovery()}
          missing={missing()}
          evicted={evicted.error()}
          onEvictedSeen={evicted.dismiss}
          onDismiss={() => setConflict(null)}
          onDismissRecovery={() => session.dismissRecovery()}
          onDownload={() => void downloadWork(session.active().work())}
        />
        <ErrorBoundary
          fallback={(thrown: unknown) => (
            <p class="notice" data-tone="bad">{`${t('errors.internal')} ${String(thrown)}`}</p>
          )}
        >
          <SplitPane
            direction="row"
            initial={viewport.wide() ? 0.76 : 1}
            label={t('app.resize')}
            first={
              <Workbench
                session={session}
                settings={settings}
                viewport={viewport}
                selection={selection}
                firstAnswer={props.firstAnswer}
                firstQuery={props.firstQuery}
                onEditor={setEditor}
                onCite={() => setDialog('cite')}
                onRestart={() => void props.engine.restart()}
              />
            }
            second={
              viewport.wide() ? (
                <Inspector session={session} selection={selection} onCite={() => setDialog('cite')} />
              ) : null
            }
          />
        </ErrorBoundary>
        <input
          ref={filesInput}
          type="file"
          multiple
          class="visually-hidden"
          tabindex="-1"
          data-testid="files-input"
          accept={acceptedEndings.join(',')}
          aria-label={t('app.files')}
          onChange={(event) => {
            opening.files([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </main>
      <StatusBar
        session={session}
        offline={offline}
        onRestart={() => void props.engine.restart()}
        onAboutFile={() => setDialog('workbench')}
      />
      <DropZone onFiles={opening.files} />
      <Dialogs
        session={session}
        selection={selection}
        commands={commands}
        open={dialog()}
        opening={opening}
        onClose={() => setDialog(null)}
        onOpen={setDialog}
        onTour={tour.start}
        onAccept={accept}
        onImported={() => setPanel('saved')}
      />
    </div>
  );
}
