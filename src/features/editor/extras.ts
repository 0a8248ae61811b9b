import { closeBrackets, closeBracketsKeymap, closeCompletion } from '@codemirror/autocomplete';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import type { Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';
import { createColumnValues } from './columnValues.ts';
import { completion } from './completion.ts';
import { applyFix, errorKeys, goToError, showError, type PlacedError } from './errorLint.ts';
import { format } from './format.ts';
import { highlighting } from './highlight.ts';
import { hover } from './hover.ts';

/** What the late part of the editor asks of the page. */
export interface ExtrasSources {
  catalog(): Catalog;
  query(sql: string): Promise<Result<Rows>>;
  describe(table: string, column?: string): string | null;
}

/** All that is loaded after the first paint: colours, completions, marks of errors, search, formatting. */
export interface Extras {
  readonly extension: Extension;
  showError(view: EditorView, placed: PlacedError | null): void;
  applyFix(view: EditorView, candidate: string): boolean;
  goToError(view: EditorView): void;
  openSearch(view: EditorView): void;
  closeList(view: EditorView): void;
  format(view: EditorView): Promise<boolean>;
}

export function createExtras(sources: ExtrasSources): Extras {
  const values = createColumnValues((sql) => sources.query(sql));
  const describe = (table: string, column?: string): string | null => sources.describe(table, column);
  return {
    extension: [
      highlighting(),
      closeBrackets(),
      completion({ catalog: () => sources.catalog(), values, describe }),
      hover(() => sources.catalog(), describe),
      search({ top: true }),
      highlightSelectionMatches({ minSelectionLength: 2 }),
      errorKeys(),
      keymap.of([...closeBracketsKeymap, ...searchKeymap]),
    ],
    showError,
    applyFix,
    goToError,
    openSearch: (view) => {
      openSearchPanel(view);
    },
    closeList: (view) => {
      closeCompletion(view);
    },
    format,
  };
}
