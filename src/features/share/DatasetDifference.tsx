import { createResource, For, Match, Switch, type JSX } from 'solid-js';
import { versionDifference, type VersionDifference } from '../../domain/datasetChanges.ts';
import { fetchDescription } from '../../engine/datasetDescription.ts';
import { language, t } from '../../i18n/i18n.ts';
import type { DatasetStamp } from '../../workspace/work.ts';
import { datasetNote } from './datasetNote.ts';

export interface DatasetDifferenceProps {
  readonly theirs: DatasetStamp;
  readonly here: DatasetStamp;
}

/** The changes of the versions in between; what the log does not tell is said, not guessed. */
function Versions(props: { readonly found: VersionDifference; readonly theirs: string }): JSX.Element {
  const changes = (): Extract<VersionDifference, { kind: 'older' }>['changes'] | null =>
    props.found.kind === 'older' ? props.found.changes : null;
  return (
    <Switch fallback={<p>{t('share.changes_unknown', { theirs: props.theirs })}</p>}>
      <Match when={props.found.kind === 'newer'}>
        <p>{t('share.changes_newer', { theirs: props.theirs })}</p>
      </Match>
      <Match when={changes()}>
        {(entries) => (
          <>
            <p>{t('share.changes_since', { theirs: props.theirs })}</p>
            <dl class="share-changes">
              <For each={entries()}>
                {(entry) => (
                  <>
                    <dt>
                      {entry.version} <span class="muted">{entry.date}</span>
                    </dt>
                    <For each={entry.changes}>{(change) => <dd>{change[language()]}</dd>}</For>
                  </>
                )}
              </For>
            </dl>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** That a work was made with another dataset than the one here, and what changed in between. */
export function DatasetDifference(props: DatasetDifferenceProps): JSX.Element {
  const otherVersion = (): boolean =>
    props.theirs.version !== '' && props.theirs.version !== props.here.version;
  // Fetched only when there is something to compare. With an initial value the dialog never waits for it.
  const [difference] = createResource(
    otherVersion,
    async () => {
      const { changes } = await fetchDescription();
      return versionDifference(changes, props.theirs.version, props.here.version);
    },
    { initialValue: null },
  );
  return (
    <div class="notice share-difference" data-tone="warn" data-testid="incoming-dataset">
      <p>{datasetNote(props.theirs, props.here).text}</p>
      <Switch>
        <Match when={difference.latest}>
          {(found) => <Versions found={found()} theirs={props.theirs.version} />}
        </Match>
        <Match when={props.theirs.version === props.here.version}>
          <p>{t('share.changes_same_version')}</p>
        </Match>
      </Switch>
    </div>
  );
}
