import { createSignal, For, Match, Switch, type JSX } from 'solid-js';
import { formatNumber, language, t } from '../../i18n/i18n.ts';
import { keyLabel, type Command } from '../../ui/command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Pages } from '../../ui/Pages.tsx';
import { inLanguage } from './bilingual.ts';
import { cheatSheet, type CheatSheetEntry } from './cheatSheet.ts';
import { partKeys } from './keys.ts';
import { factorOf, offlinePoints, readingExamples, readingWords, type ReadingExample } from './reading.ts';
import './help.css';

const pages = ['sql', 'keys', 'reading', 'offline'] as const;
type Page = (typeof pages)[number];

export interface HelpDialogProps {
  readonly open: boolean;
  /** All commands: the keys that work everywhere are theirs. */
  readonly commands: readonly Command[];
  onClose(): void;
  /** A statement of the cheat sheet was chosen: opens as a query of its own. */
  onQuery(title: string, sql: string, params: Readonly<Record<string, string>>): void;
  onTour(): void;
  /** Opens the page on the dataset, which has every rule. */
  onAbout(): void;
}

/** Help: SQL for this dataset, keys, how to read a figure, what offline means. */
export function HelpDialog(props: HelpDialogProps): JSX.Element {
  const [page, setPage] = createSignal<Page>('sql');
  return (
    <Dialog
      open={props.open}
      title={t('help.title')}
      closeLabel={t('common.close')}
      wide
      onClose={() => props.onClose()}
      actions={
        <button type="button" class="button" data-look="outline" onClick={() => props.onTour()}>
          {t('help.start_tour')}
        </button>
      }
    >
      <div class="help" data-testid="help">
        <Pages
          label={t('help.pages')}
          pages={pages.map((name) => ({ name, title: t(`help.page_${name}`) }))}
          page={page()}
          onPage={setPage}
        >
          <Switch>
            <Match when={page() === 'sql'}>
              <CheatSheet {...props} />
            </Match>
            <Match when={page() === 'keys'}>
              <KeyMap commands={props.commands} />
            </Match>
            <Match when={page() === 'reading'}>
              <Reading onAbout={() => props.onAbout()} />
            </Match>
            <Match when={page() === 'offline'}>
              <ul class="help-points">
                <For each={offlinePoints}>{(point) => <li>{inLanguage(point)}</li>}</For>
              </ul>
            </Match>
          </Switch>
        </Pages>
      </div>
    </Dialog>
  );
}

function CheatSheet(props: HelpDialogProps): JSX.Element {
  const open = (entry: CheatSheetEntry): void => {
    props.onQuery(inLanguage(entry.title), entry.sql(language()), entry.params ?? {});
  };
  return (
    <For each={cheatSheet}>
      {(group) => (
        <section class="help-group" aria-labelledby={`help-${group.id}`}>
          <h3 id={`help-${group.id}`}>{inLanguage(group.title)}</h3>
          <ul class="help-statements">
            <For each={group.entries}>
              {(entry) => (
                <li class="help-statement" data-statement={entry.id}>
                  <h4>{inLanguage(entry.title)}</h4>
                  <button
                    type="button"
                    class="button"
                    data-look="outline"
                    aria-label={t('help.open_query', { title: inLanguage(entry.title) })}
                    onClick={() => {
                      open(entry);
                    }}
                  >
                    {t('help.open')}
                  </button>
                  <pre class="mono" tabindex="0">
                    {entry.sql(language())}
                  </pre>
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function KeyMap(props: { readonly commands: readonly Command[] }): JSX.Element {
  const everywhere = (): { keys: readonly string[]; does: string }[] =>
    props.commands.flatMap((c) => (c.keys === undefined ? [] : [{ keys: [c.keys], does: c.label() }]));
  return (
    <div class="help-keys">
      <KeyTable title={t('help.everywhere')} rows={everywhere()} />
      <For each={partKeys}>
        {(group) => (
          <KeyTable
            title={inLanguage(group.title)}
            rows={group.keys.map(({ keys, does }) => ({ keys, does: inLanguage(does) }))}
          />
        )}
      </For>
    </div>
  );
}

function KeyTable(props: {
  readonly title: string;
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[];
}): JSX.Element {
  return (
    <table class="help-table">
      <caption>{props.title}</caption>
      <tbody>
        <For each={props.rows}>
          {(row) => (
            <tr>
              <th scope="row">
                <For each={row.keys}>{(keys) => <kbd>{keyLabel(keys)}</kbd>}</For>
              </th>
              <td>{row.does}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Reading(props: { onAbout(): void }): JSX.Element {
  const factor = (example: ReadingExample): string => {
    const text = `×${formatNumber(factorOf(example), { maximumFractionDigits: 2 })}`;
    return example.bound ? t(`evidence.${example.bound}`, { factor: text }) : text;
  };
  return (
    <>
      <h3>{inLanguage(readingWords.effect)}</h3>
      <p>{inLanguage(readingWords.effect_text)}</p>
      <table class="help-table help-figures">
        <thead>
          <tr>
            <th scope="col">{inLanguage(readingWords.printed)}</th>
            <th scope="col">{inLanguage(readingWords.factor)}</th>
            <th scope="col">{inLanguage(readingWords.lnrr)}</th>
          </tr>
        </thead>
        <tbody>
          <For each={readingExamples}>
            {(example) => (
              <tr>
                <th scope="row">{inLanguage(example.printed)}</th>
                <td>{factor(example)}</td>
                <td>{formatNumber(Math.log(factorOf(example)), { maximumFractionDigits: 2 })}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p>{inLanguage(readingWords.bounds)}</p>
      <h3>{inLanguage(readingWords.grade)}</h3>
      <p>{inLanguage(readingWords.grade_text)}</p>
      <p>{inLanguage(readingWords.low_means)}</p>
      <ol class="help-points">
        <For each={['d1', 'd2', 'd3', 'd4', 'd5', 'd6'] as const}>
          {(domain) => (
            <li>
              <strong>{t(`evidence.${domain}`)}</strong> {t(`evidence.${domain}_low`)}
            </li>
          )}
        </For>
      </ol>
      <p>{inLanguage(readingWords.not_pooled)}</p>
      <p>
        <button type="button" class="button" data-look="outline" onClick={() => props.onAbout()}>
          {inLanguage(readingWords.all_rules)}
        </button>
      </p>
    </>
  );
}
