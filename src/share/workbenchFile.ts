/**
 * The whole workbench as one page. Its shell is the page with a mark where each part goes (scripts, styles, and the files as gzip in
 * base64); every part stands in an element of its own, the shell too, so that the page can write itself out again, byte for byte.
 *
 * W1  The page that writes itself out with the same work gives the same bytes.
 * W2  Work is a block of data: nothing in it can end the block or become markup.
 * W3  A file with work inside keeps what it stores under a name of its own.
 */
const mark = /%%part:([\w./-]+)%%/g;

export const markOf = (name: string): string => `%%part:${name}%%`;

/** The names of the parts that a shell wants, in order. */
export const partsOf = (shell: string): string[] => [...shell.matchAll(mark)].map((found) => found[1] ?? '');

/** Puts the parts into the shell. */
export const composePage = (shell: string, textOf: (name: string) => string): string =>
  shell.replace(mark, (_, name: string) => textOf(name));

/** The prefix of all that the single file stores; the page has a shorter one where a server keeps it. */
export const fileStorage = 'yardstick-file';

const storage = /(<html[^>]* data-storage=")[^"]*(")/;
const block = /(<script type="application\/json" data-part="works">)[^<]*(<\/script>)/;

/** Text of JSON in which nothing can end a script element. */
const inert = (json: string): string => json.replaceAll('<', '\\u003c');

/**
 * The page with work inside.
 * @param page the single file, with or without work
 * @param work the text of a workspace file; empty for none
 * @param id tells the new file's storage from all others; empty for that of the file without work
 */
export function withWork(page: string, work: string, id: string): string | null {
  if (!storage.test(page) || !block.test(page)) return null;
  const name = id === '' ? fileStorage : `yardstick-${id}`;
  return page
    .replace(storage, (_, start: string, end: string) => start + name + end)
    .replace(block, (_, start: string, end: string) => start + inert(work) + end);
}
