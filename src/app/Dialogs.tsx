import { lazy, Show, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';
import type { Incoming } from '../share/incoming.ts';
import type { Command } from '../ui/command.ts';
import { Palette } from '../ui/Palette.tsx';
import { Arrived } from './Arrived.tsx';
import type { Opening } from './opening.ts';
import { Part } from './Part.tsx';
import type { SelectionState } from './selection.ts';
import type { Session } from './session.ts';

const ShareDialog = lazy(() =>
  import('../features/share/ShareDialog.tsx').then((m) => ({ default: m.ShareDialog })),
);
const WorkbenchDialog = lazy(() =>
  import('../features/share/WorkbenchDialog.tsx').then((m) => ({ default: m.WorkbenchDialog })),
);
const DatasetDialog = lazy(() =>
  import('../features/evidence/DatasetDialog.tsx').then((m) => ({ default: m.DatasetDialog })),
);
const HelpDialog = lazy(() =>
  import('../features/help/HelpDialog.tsx').then((m) => ({ default: m.HelpDialog })),
);
const CiteDialog = lazy(() =>
  import('../features/evidence/CiteDialog.tsx').then((m) => ({ default: m.CiteDialog })),
);

export type DialogName = 'palette' | 'share' | 'dataset' | 'help' | 'cite' | 'workbench';

export interface DialogsProps {
  readonly session: Session;
  readonly selection: SelectionState;
  readonly commands: readonly Command[];
  readonly open: DialogName | null;
  /** What came from outside and waits to be looked at. */
  readonly opening: Opening;
  onClose(): void;
  onOpen(name: DialogName): void;
  onTour(): void;
  onAccept(incoming: Incoming): void;
  onImported(): void;
}

/** The dialogs of the window, loaded when they are wanted. */
export function Dialogs(props: DialogsProps): JSX.Element {
  return (
    <>
      <Palette
        open={props.open === 'palette'}
        title={t('app.palette')}
        closeLabel={t('common.close')}
        placeholder={t('app.palette_hint')}
        nothing={t('app.palette_nothing')}
        commands={props.commands}
        onClose={() => props.onClose()}
      />
      <Show when={props.open === 'share'}>
        <Part quiet>
          <ShareDialog
            work={props.session.active().work()}
            open
            onWorkbench={() => props.onOpen('workbench')}
            onClose={() => props.onClose()}
          />
        </Part>
      </Show>
      <Show when={props.open === 'workbench'}>
        <Part quiet>
          <WorkbenchDialog
            open
            works={props.session.works.list()}
            make={async (chosen) => {
              const works = await props.session.works.read(chosen.map((work) => work.id));
              return works.ok ? (await import('./wholePage.ts')).workbenchFile(works.value) : works;
            }}
            onClose={() => props.onClose()}
          />
        </Part>
      </Show>
      <Show when={props.open === 'dataset'}>
        <Part quiet>
          <DatasetDialog open query={(sql) => props.session.query(sql)} onClose={() => props.onClose()} />
        </Part>
      </Show>
      <Show when={props.open === 'help'}>
        <Part quiet>
          <HelpDialog
            open
            commands={props.commands}
            onClose={() => props.onClose()}
            onQuery={(title, sql, params) => {
              props.onClose();
              props.session.newTab({ title, sql, params });
            }}
            onTour={() => {
              props.onClose();
              props.onTour();
            }}
            onAbout={() => props.onOpen('dataset')}
          />
        </Part>
      </Show>
      <Show when={props.open === 'cite'}>
        <Part quiet>
          <CiteDialog
            sql={props.selection.filteredSql()}
            columns={props.session.active().runner.state.result?.columns ?? []}
            title={props.session.active().work().title}
            query={(sql) => props.session.query(sql)}
            onClose={() => props.onClose()}
          />
        </Part>
      </Show>
      <Arrived
        opening={props.opening}
        works={props.session.works}
        onAccept={(incoming) => props.onAccept(incoming)}
        onImported={() => props.onImported()}
      />
    </>
  );
}
