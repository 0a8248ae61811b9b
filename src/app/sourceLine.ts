import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { documentName, documentNames } from '../domain/documentNames.ts';
import type { Column } from '../domain/columnType.ts';
import type { Origin } from '../features/evidence/origin.ts';
import { language, t } from '../i18n/i18n.ts';
import { idle } from '../ui/painted.ts';
import { dataset } from './dataset.ts';
import type { SelectionState } from './selection.ts';
import type { Session } from './session.ts';

export interface References {
  readonly list: readonly { readonly figure: string | null; readonly text: string }[];
  readonly each: boolean;
}

export interface SourceLine {
  /** What a picture says of where its numbers come from, as far as it is known. */
  readonly text: Accessor<string>;
  /** As long as the text can become: all documents named. */
  readonly longest: Accessor<string>;
  /** The same, looked up where it is not known yet. */
  whole(): Promise<string>;
  /** The references behind the result; `each` is false where they can't be told figure by figure. */
  references(): Promise<References>;
}

/** A statement that took longer is run again for its documents only when a picture leaves the page. */
const quick = 5_000;

interface Behind {
  readonly documentIds: readonly string[];
  readonly figures: number;
  readonly cases: number;
}

const behind = (origin: Origin | null): Behind => ({
  documentIds: (origin?.documents ?? []).map((d) => d.source_id),
  figures: origin?.metricIds.length ?? 0,
  cases: origin?.caseIds.length ?? 0,
});

const everything: Behind = { documentIds: Object.keys(documentNames), figures: 999, cases: 0 };

/** Documents, figures and cases, dataset version, rows: in the present language. */
function lineOf({ documentIds, figures, cases }: Behind, rows: number, filtered: boolean): string {
  const documents = documentIds
    .map((id) => documentName(id, language()))
    .join(language() === 'zh' ? '、' : ', ');
  const parts = [
    documents === '' ? '' : t('app.source_documents', { documents }),
    figures > 0
      ? t('app.source_figures', { n: figures })
      : cases > 0
        ? t('app.source_cases', { n: cases })
        : '',
    t('app.source_line', { version: dataset.version, n: rows }),
    filtered ? t('app.source_filtered') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/**
 * The line that goes into every picture of the open result. Which documents and figures are behind it is asked when the result is there
 * and the page has nothing else to do; another run takes the question back. Must be called inside a reactive root.
 */
export function createSourceLine(session: Session, selection: SelectionState): SourceLine {
  const [known, setKnown] = createSignal<{ readonly sql: string; readonly origin: Origin } | null>(null);
  const run = () => session.active().runner.state;
  let asking: { readonly sql: string; readonly answer: Promise<Origin | null>; stop(): void } | null = null;

  const ask = (sql: string, columns: readonly Column[]): Promise<Origin | null> => {
    if (asking?.sql === sql) return asking.answer;
    asking?.stop();
    const taken = new AbortController();
    const find = async (): Promise<Origin | null> => {
      const { originOf } = await import('../features/evidence/origin.ts');
      const found = await originOf((text) => session.query(text, taken.signal), sql, columns);
      if (found.ok) setKnown({ sql, origin: found.value });
      else if (asking === own) asking = null;
      return found.ok ? found.value : null;
    };
    const own = { sql, answer: find(), stop: () => taken.abort() };
    asking = own;
    return own.answer;
  };

  createEffect(
    on([() => run().status, selection.filteredSql], ([status, sql]) => {
      if (status === 'running') asking?.stop();
      const { result, milliseconds } = run();
      if (status !== 'done' || !result || milliseconds > quick) return;
      let takenBack = false;
      onCleanup(() => (takenBack = true));
      void idle(2_000).then(() => (takenBack ? null : ask(sql, result.columns)));
    }),
  );
  const line = (of: Behind): string =>
    lineOf(of, run().result?.rowCount ?? 0, selection.filters().length > 0);
  // A memo, since a line that stays as it is must not draw the picture again.
  const text = createMemo(() => {
    const now = known();
    return line(behind(now?.sql === selection.filteredSql() ? now.origin : null));
  });
  const originNow = async (): Promise<Origin | null> => {
    const { result } = run();
    return result ? ask(selection.filteredSql(), result.columns) : null;
  };
  return {
    text,
    longest: createMemo(() => line(everything)),
    whole: async () => line(behind(await originNow())),
    references: async () => {
      const [{ citationList }, origin] = await Promise.all([
        import('../features/evidence/citations.ts'),
        originNow(),
      ]);
      return {
        list: origin ? citationList(origin, language()) : [],
        each: origin?.way !== 'tables',
      };
    },
  };
}
