const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [contenteditable], .cm-editor, dialog') !== null);

/** What kind of table a pasted text is: rows from a sheet come with tabs, JSON with its brackets, else it is CSV. */
export function pastedName(text: string, title: string): string | null {
  const body = text.trim();
  if (/^[[{]/.test(body)) return `${title}.json`;
  const [first = '', second] = body.split(/\r?\n/);
  if (second === undefined) return null;
  if (first.includes('\t')) return `${title}.tsv`;
  return /[,;|]/.test(first) ? `${title}.csv` : null;
}

/** The files of a paste, or its text as one where it reads as a table; none where a field or the editor takes the paste. */
export function pastedFiles(event: ClipboardEvent, title: string): File[] {
  if (takesText(event.target) || event.clipboardData === null) return [];
  const files = [...event.clipboardData.files];
  if (files.length > 0) return files;
  const text = event.clipboardData.getData('text/plain');
  const name = pastedName(text, title);
  return name === null ? [] : [new File([text], name, { type: 'text/plain' })];
}
