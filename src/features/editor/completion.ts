import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  pickedCompletion,
  selectedCompletion,
  snippet,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import type { Catalog } from '../../engine/catalog.ts';
import { completionContext, type CompletionContextAt } from '../../sql/completionContext.ts';
import { findColumn } from '../../sql/scope.ts';
import type { ColumnValues } from './columnValues.ts';
import { optionsAt, scopeOf, valueOptions, type Option } from './completionOptions.ts';
import { symbolDom } from './symbolDom.ts';
import { symbolOf } from './symbolInfo.ts';

export interface CompletionSources {
  catalog(): Catalog;
  readonly values: ColumnValues;
  describe(table: string, column?: string): string | null;
}

/** One letter before each option; the list is read out without it. */
const marks: Readonly<Record<Option['kind'], string>> = {
  table: 'T',
  cte: 'T',
  relation: 'T',
  schema: 'S',
  column: 'C',
  alias: 'C',
  function: 'ƒ',
  keyword: 'K',
  type: 'Y',
  value: 'V',
  snippet: '…',
};

/** Writes an option: brackets behind a function, with the cursor inside; a closing quote that is already there is not doubled. */
function apply(option: Option, context: CompletionContextAt) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    if (option.template !== undefined) {
      snippet(option.template)(view, completion, from, to);
      return;
    }
    const next = view.state.sliceDoc(to, to + 1);
    const name = option.insert ?? option.label;
    const call = option.kind === 'function' && next !== '(' && !context.quoted;
    const quoted = context.quoted && option.kind !== 'value';
    const insert = quoted ? `${option.label.replaceAll('"', '""')}"` : call ? `${name}()` : name;
    const closing = insert.at(-1);
    const end =
      (closing === '"' && quoted) || (closing === "'" && context.value?.open === true)
        ? to + (next === closing ? 1 : 0)
        : to;
    view.dispatch({
      changes: { from, to: end, insert },
      selection: { anchor: from + insert.length - (call && option.fn?.parameters.length !== 0 ? 1 : 0) },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
  };
}

const validFor = (context: CompletionContextAt): RegExp =>
  context.value?.open === true ? /^(?:[^'\n]|'')*$/ : context.quoted ? /^[^"\n]*$/ : /^[\w\u0080-\uffff$]*$/;

/** What can be written at a place. Values of a compared column come first; inside its quotes, alone. */
export async function completionsAt(
  context: CompletionContextAt,
  sources: CompletionSources,
): Promise<readonly Option[]> {
  const catalog = sources.catalog();
  const column = context.value
    ? findColumn(scopeOf(context, catalog).relations, context.value.reference)
    : null;
  const found = column?.source
    ? await sources.values(catalog, column.source.table, column.source.column)
    : [];
  const values = valueOptions(found, context.value?.open ?? false);
  if (context.value?.open === true) return values;
  return context.typed === '' && values.length > 0 ? values : [...values, ...optionsAt(context, catalog)];
}

/** Whether to offer something that was not asked for: not before a first letter, unless a dot or a comparison tells what is wanted. */
function unasked(context: CompletionContextAt): boolean {
  if (context.qualifier.length > 0 || context.value) return true;
  // Behind a relation people write an alias of a letter or two.
  return context.typed.length >= (context.expected === 'alias' ? 3 : 1);
}

const source =
  (sources: CompletionSources) =>
  async (at: CompletionContext): Promise<CompletionResult | null> => {
    const context = completionContext(at.state.doc.toString(), at.pos);
    if (!context || (!at.explicit && !unasked(context))) return null;
    const options = await completionsAt(context, sources);
    // Without a letter typed, a comparison offers values only when there are some.
    if (
      !at.explicit &&
      context.typed === '' &&
      context.qualifier.length === 0 &&
      !options.some((o) => o.kind === 'value')
    )
      return null;
    const catalog = sources.catalog();
    return {
      from: context.from,
      validFor: validFor(context),
      options: options.map((option) => ({
        label: option.label,
        type: option.kind,
        boost: option.boost,
        ...(option.detail === undefined ? {} : { detail: option.detail }),
        apply: apply(option, context),
        info: () => {
          const symbol = symbolOf(option, catalog);
          return symbol && symbolDom(symbol, (table, name) => sources.describe(table, name));
        },
      })),
    };
  };

/** Enter on what has been typed in full already ends the line, as it does without a list. */
const enterOnExact = (view: EditorView): boolean => {
  if (completionStatus(view.state) !== 'active') return false;
  const selected = selectedCompletion(view.state);
  const head = view.state.selection.main.head;
  const typed = selected ? view.state.sliceDoc(Math.max(0, head - selected.label.length), head) : '';
  if (selected && typed.toLowerCase() === selected.label.toLowerCase()) closeCompletion(view);
  return false;
};

export function completion(sources: CompletionSources): Extension {
  return [
    autocompletion({
      override: [source(sources)],
      icons: false,
      maxRenderedOptions: 80,
      activateOnTypingDelay: 8,
      addToOptions: [
        {
          position: 20,
          render: (option) => {
            const mark = document.createElement('span');
            mark.className = 'cm-option-mark';
            mark.setAttribute('aria-hidden', 'true');
            mark.textContent = marks[option.type as Option['kind']];
            return mark;
          },
        },
      ],
    }),
    Prec.highest(
      keymap.of([
        // A list that has only just opened takes nothing yet; the key is not for indenting then either.
        { key: 'Tab', run: (view) => acceptCompletion(view) || completionStatus(view.state) === 'active' },
        { key: 'Enter', run: enterOnExact },
      ]),
    ),
  ];
}
