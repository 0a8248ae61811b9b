import type { Params } from '../i18n.ts';

export const share = {
  title: 'Share this work',
  link: 'Link',
  link_hint:
    'Query, chart, title and note are in the link itself, {n} characters long. Nothing is sent to a server.',
  making: 'Making the link …',
  copy: 'Copy link',
  copied: 'Link copied',
  copy_failed: 'The browser refused; the link is selected, copy it with Ctrl+C.',
  too_long:
    'This work needs a link of {length} characters; more than {limit} do not pass through mail and chat. The file has no such limit.',
  from_disk:
    'This page was opened from a file, so the link works only where the same file lies at the same place. Better send the file.',
  file: 'File',
  file_hint:
    'Opens in Yardstick by drop or “Open a file”; with a chart it is a Vega-Lite specification that other tools open, without the rows.',
  download: 'Download file',
  system_link: 'Send link …',
  system_file: 'Send file …',
  system_failed: 'The system could not send it. Nothing was passed on.',
  system_as_text:
    'The system takes no .json file from a page. Press “Send file” again: it then goes as a text file, which Yardstick opens just as well.',
  shared: 'Shared with Yardstick',
  shared_what: 'Another program shares these files:',
  shared_unusable: 'cannot be opened here',
  shared_nothing:
    'None of them can be opened here: saved work, Parquet, CSV, TSV, JSON, NDJSON, Arrow, XLSX and DuckDB files can. Nothing was changed.',
  shared_not_read: 'Nothing of it has been read yet. It stays on this machine.',
  shared_open: ({ n }: Params) => (n === 1 ? 'Open' : 'Open {n} files'),
  kilobytes: '{n} kB',
  incoming_link: 'From a link',
  incoming_file: 'From a file',
  incoming_error: 'Not opened',
  not_run: 'Nothing of it has run yet. It runs in a closed sandbox: no network, no other files.',
  note: 'Note',
  sql: 'SQL',
  sql_empty: 'No query',
  params: 'Parameters',
  chart: 'Chart',
  chart_with: 'Comes with its own chart',
  chart_without: 'None; the page proposes one',
  dataset: 'Dataset',
  dataset_same: '{version}, the same as here',
  dataset_other: 'Made with dataset {theirs}; here it is {here}. Figures may differ.',
  dataset_content: 'Made with another state of dataset {version} than the one here. Figures may differ.',
  dataset_unknown: 'The version of the dataset is not stated.',
  changes_since: 'What changed since {theirs}:',
  changes_newer:
    '{theirs} is newer than anything this page knows. Reload the page where it has a network, and open the work again.',
  changes_unknown: '{theirs} is an unknown version: the log of changes here does not list it.',
  changes_same_version:
    'Both call themselves by the same version; the log of changes does not tell what differs between them.',
  hidden: 'It holds invisible or direction-changing characters, shown here as ⟨U+…⟩. Read it with care.',
  accept: 'Open and run',
  dismiss: 'Dismiss',
  incoming_too_long:
    'This link is longer than {limit} characters and was not read. Ask for the file instead.',
  detail: 'Detail: {message}',
  whole: 'The whole workbench as one file',
  whole_what:
    'One HTML file with the page, the engine and the dataset inside, about 18 MB. It opens by double click, on any computer, without a network.',
  whole_this:
    'This page is one HTML file with the engine and the dataset inside. Saved again, it takes the work along that is chosen here.',
  whole_works: 'Saved work to put inside: {n} of {of}',
  whole_all: 'All saved work',
  whole_nothing: 'No work is saved yet; the file comes without any.',
  whole_save: 'Save file',
  whole_making: 'Making the file …',
  whole_saved: 'yardstick.html saved, {megabytes} MB.',
  whole_button: 'Save as one file …',
  whole_hint: 'The page itself with engine, dataset and saved work: for colleagues without a network.',
  whole_differs: 'How it differs from the page on a server',
  whole_kept:
    'What is saved in it stays in the browser that opened it, apart from any other Yardstick. A file with work inside keeps a store of its own.',
  whole_others: 'Other pages opened from disk on the same computer may be able to read that storage.',
  whole_links: 'Links made in it start with the place of the file: send the work as a file instead.',
  whole_updates:
    'It is never updated. Own data files are copied into the browser’s storage, as far as there is room.',
};
