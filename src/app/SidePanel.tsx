import { lazy, Match, Switch, type JSX } from 'solid-js';
import { GalleryPanel } from '../features/gallery/GalleryPanel.tsx';
import type { Question } from '../features/gallery/questions.ts';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import type { FullStore } from '../workspace/store.ts';
import { Part } from './Part.tsx';
import type { PanelName } from './Rail.tsx';
import type { Session } from './session.ts';

const CatalogPanel = lazy(() =>
  import('../features/catalog/CatalogPanel.tsx').then((m) => ({ default: m.CatalogPanel })),
);
const SavedPanel = lazy(() =>
  import('../features/saved/SavedPanel.tsx').then((m) => ({ default: m.SavedPanel })),
);
const HistoryPanel = lazy(() =>
  import('../features/saved/HistoryPanel.tsx').then((m) => ({ default: m.HistoryPanel })),
);
const FilesPanel = lazy(() =>
  import('../features/files/FilesPanel.tsx').then((m) => ({ default: m.FilesPanel })),
);

export interface SidePanelProps {
  readonly name: PanelName;
  readonly session: Session;
  readonly store: FullStore;
  readonly current: string | null;
  onClose(): void;
  onQuestion(question: Question): void;
  /** Opens a saved work. */
  onSaved(id: string): void;
  onInsert(text: string): void;
  onFile(file: File): void;
  onPick(): void;
  /** Opens the page on the dataset. */
  onAbout(): void;
  onWorkbench(): void;
}

/** What the rail opened: gallery, data, files, saved work or history. */
export function SidePanel(props: SidePanelProps): JSX.Element {
  const openQuery = (sql: string, title: string): void => {
    props.session.newTab({ sql, title });
    void props.session.run({ kind: 'all' });
  };
  return (
    <aside class="side" aria-label={t(`app.${props.name}`)}>
      <header class="side-head">
        <h2>{t(`app.${props.name}`)}</h2>
        <button type="button" class="button" aria-label={t('common.close')} onClick={() => props.onClose()}>
          <Icon name="close" />
        </button>
      </header>
      <div class="side-body">
        <Switch>
          <Match when={props.name === 'gallery'}>
            <GalleryPanel
              current={props.current}
              atRest={props.session.runs() > 0}
              onOpen={(q) => props.onQuestion(q)}
            />
          </Match>
          <Match when={props.name === 'data'}>
            <button
              type="button"
              class="button side-about"
              data-look="outline"
              onClick={() => props.onAbout()}
            >
              <Icon name="info" />
              {t('app.about_data')}
            </button>
            <Part>
              <CatalogPanel
                catalog={props.session.catalog()}
                query={(sql) => props.session.query(sql)}
                onInsert={(text) => props.onInsert(text)}
                onQuery={openQuery}
              />
            </Part>
          </Match>
          <Match when={props.name === 'files'}>
            <Part>
              <FilesPanel files={props.session.files} onPick={() => props.onPick()} onQuery={openQuery} />
            </Part>
          </Match>
          <Match when={props.name === 'saved'}>
            <Part>
              <SavedPanel
                works={props.session.works.list()}
                loading={props.session.works.loading()}
                trash={props.session.works.trash()}
                current={props.session.active().id}
                mode={props.store.mode}
                skipped={props.store.skipped().length}
                read={(ids) => props.session.works.read(ids)}
                onOpen={(work) => props.onSaved(work.id)}
                onRemove={(id) => void props.session.works.remove(id)}
                onRestore={(id) => void props.session.works.restore(id)}
                onEmptyTrash={() => void props.session.works.emptyTrash()}
                onDuplicate={(work) =>
                  void props.session.works.duplicate(work.id, t('app.copy_of', { title: work.title }))
                }
                onRename={(work, title) => void props.session.change(work.id, { title })}
                onTags={(work, tags) => void props.session.change(work.id, { tags })}
                onImport={(works, mode) => void props.session.works.importAll(works, mode)}
                onFile={(file) => props.onFile(file)}
                onWorkbench={() => props.onWorkbench()}
              />
            </Part>
          </Match>
          <Match when={props.name === 'history'}>
            <Part>
              <HistoryPanel
                store={props.store}
                version={props.session.runs()}
                onRestore={(sql) => openQuery(sql, t('app.untitled'))}
              />
            </Part>
          </Match>
        </Switch>
      </div>
    </aside>
  );
}
