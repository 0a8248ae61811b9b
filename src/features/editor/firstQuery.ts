import type { RunScope } from './core.ts';

/** What somebody did in the query field that the build writes into the page, before the page's own code was there. */
export interface FirstQuery {
  /** The text where it was changed, else null. */
  readonly text: string | null;
  readonly from: number;
  readonly to: number;
  readonly backward: boolean;
  readonly scrollTop: number;
  readonly focused: boolean;
  /** What was asked to run (the page's first script notes it), else null. */
  readonly run: RunScope['kind'] | null;
}

/**
 * Takes the query fields out of the answer that the build wrote, and gives what was done in them; null where nothing was. The editor's own
 * field goes on from there: no key comes in between, as all of it happens in one task.
 */
export function takeFirstQuery(answer: HTMLElement | null): FirstQuery | null {
  const fields = [...(answer?.querySelectorAll<HTMLTextAreaElement>('textarea.first-query') ?? [])];
  const field = fields.find((f) => f === document.activeElement || f.value !== f.defaultValue);
  const focused = field !== undefined && field === document.activeElement;
  // An input method that puts a word together gives what there is of it.
  if (focused) field.blur();
  for (const each of fields) each.remove();
  if (!field) return null;
  const { run } = field.dataset;
  return {
    text: field.value === field.defaultValue ? null : field.value,
    from: field.selectionStart,
    to: field.selectionEnd,
    backward: field.selectionDirection === 'backward',
    scrollTop: field.scrollTop,
    focused,
    run: run === 'all' || run === 'cursor' ? run : null,
  };
}
