import { lazy, Match, Show, Switch, type JSX } from 'solid-js';
import { isDataFile, ownFileKind } from '../features/files/formats.ts';
import type { Incoming } from '../share/incoming.ts';
import type { Work } from '../workspace/work.ts';
import { dataset } from './dataset.ts';
import type { Arrival, Opening } from './opening.ts';
import { Part } from './Part.tsx';
import type { Works } from './works.ts';

const IncomingDialog = lazy(() =>
  import('../features/share/IncomingDialog.tsx').then((m) => ({ default: m.IncomingDialog })),
);
const SharedDialog = lazy(() =>
  import('../features/share/SharedDialog.tsx').then((m) => ({ default: m.SharedDialog })),
);
const ImportDialog = lazy(() =>
  import('../features/saved/ImportDialog.tsx').then((m) => ({ default: m.ImportDialog })),
);

export interface ArrivedProps {
  readonly opening: Opening;
  readonly works: Works;
  onAccept(incoming: Incoming): void;
  /** A workspace file was taken in. */
  onImported(): void;
}

const usable = (name: string): boolean => isDataFile(name) || ownFileKind(name) !== null;

/** What came by a link, a file or a share, one after the other: shown before any of it counts. */
export function Arrived(props: ArrivedProps): JSX.Element {
  const settle = (): void => {
    props.opening.settle();
  };
  const importAll = (works: readonly Work[], mode: 'merge' | 'replace'): void => {
    settle();
    void props.works.importAll(works, mode).then(() => props.onImported());
  };
  const dialog = (arrival: Arrival): JSX.Element => (
    <Switch>
      <Match when={arrival.kind === 'error' && arrival}>
        {(given) => (
          <IncomingDialog
            incoming={null}
            error={given().error}
            dataset={dataset}
            onAccept={settle}
            onDismiss={settle}
          />
        )}
      </Match>
      <Match when={arrival.kind === 'work' && arrival}>
        {(given) => (
          <IncomingDialog
            incoming={given().incoming}
            dataset={dataset}
            onAccept={(incoming) => {
              settle();
              props.onAccept(incoming);
            }}
            onDismiss={settle}
          />
        )}
      </Match>
      <Match when={arrival.kind === 'shared' && arrival}>
        {(given) => (
          <SharedDialog
            files={given().shared.files}
            usable={usable}
            onAccept={(files) => {
              settle();
              props.opening.files(files);
            }}
            onDismiss={settle}
          />
        )}
      </Match>
      <Match when={arrival.kind === 'workspace' && arrival}>
        {(given) => (
          <ImportDialog
            works={props.works.list()}
            read={(ids) => props.works.read(ids)}
            incoming={given().works}
            onImport={(mode) => {
              importAll(given().works, mode);
            }}
            onClose={settle}
          />
        )}
      </Match>
    </Switch>
  );
  // Keyed: each arrival has a dialog of its own, so that closing one does not leave the next one closed.
  return (
    <Show when={props.opening.first()} keyed>
      {(arrival) => <Part quiet>{dialog(arrival)}</Part>}
    </Show>
  );
}
