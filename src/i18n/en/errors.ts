/** One sentence or two for each kind of error: what happened, what is kept, what to do. */
export const errors = {
  sql: 'The statement has an error. Nothing was changed; mend it and run again.',
  cancelled: 'Cancelled. The rows that came are kept.',
  out_of_memory:
    'The engine ran out of memory. Your work and your tables are kept; ask for fewer rows or columns, or aggregate first.',
  access_denied:
    'Queries run in a closed sandbox: no network, no other files. Only the shipped tables and the files you added can be read.',
  engine_crashed: 'The engine stopped. Your queries, charts and files are kept; restart it to go on.',
  engine_unavailable: 'The engine did not start. Saved work can be read; restart it or reload the page.',
  no_webassembly:
    'This browser has no WebAssembly, which the query engine needs. Saved work and the ready answer can be read; use a current Firefox, Chrome, Edge or Safari to run queries.',
  engine_file_missing:
    'A file of the engine could not be loaded from this site. Your saved work is kept; check the connection or the host, then restart the engine.',
  extension_missing:
    'The engine’s extension “{name}” could not be loaded from this site. Your saved work is kept; check the connection or the host, then restart the engine.',
  data_missing:
    'The data file “{name}” could not be loaded from this site. Your saved work is kept; check the connection or the host, then restart the engine.',
  storage_refused:
    'This browser does not let the page store anything. Work goes on and is kept while the page is open; download it as a file to keep it.',
  storage_full: 'The browser’s storage is full. The last saved state is kept; download your work as a file, then remove something.',
  link_damaged: 'This link is damaged or cut off. Nothing was opened or changed; ask for it again, or for the file.',
  link_version: 'This link was made by another version of Yardstick that this one cannot read. Nothing was opened or changed.',
  link_too_long: 'This work is too long for a link. Download it as a file instead.',
  file_foreign: 'This file is not a Yardstick file. Nothing was opened or changed.',
  file_damaged: 'This file is damaged and cannot be read. Nothing was opened or changed.',
  file_too_large: 'This file is too large. Nothing was opened or changed.',
  file_version: 'This file was made by another version of Yardstick that this one cannot read. Nothing was opened or changed.',
  spec_invalid: 'This is not a chart that can be drawn. The last chart is kept; mend the specification.',
  spec_refused: 'This chart tries to load something from elsewhere. Charts draw the result only; the address was not asked for.',
  chart_failed: 'The chart could not be drawn. The result is in the table.',
  export_failed: 'The file could not be written. Nothing was saved.',
  internal: 'Something went wrong in the page. Your work is kept; reload the page if it does not go on.',
};
