import type { Params } from '../i18n.ts';

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
  data_damaged:
    'The data file “{name}” is damaged, or not of this version of the page. Nothing is queried from it; your saved work is kept. Restart the engine to fetch it again, or reload the page.',
  part_missing:
    'A part of the page could not be loaded. Your work is kept; check the connection or the host, then reload the page.',
  storage_evicted: ({ n }: Params) =>
    `The browser has cleared its storage: ${n === 1 ? 'one saved work is' : '{n} saved works are'} no longer there. What is open is kept from now on; open a workspace file under Saved to bring back what you exported.`,
  work_missing:
    'This work can no longer be read: it was removed in another window, or its record is damaged. Nothing was changed.',
  storage_refused:
    'This browser does not let the page store anything. Work goes on and is kept while the page is open; download it as a file to keep it.',
  storage_full:
    'The browser’s storage is full. The last saved state is kept; download your work as a file, then remove something.',
  link_damaged:
    'This link is damaged or cut off. Nothing was opened or changed; ask for it again, or for the file.',
  link_version:
    'This link was made by another version of Yardstick that this one cannot read. Nothing was opened or changed.',
  link_too_long: 'This work is too long for a link. Download it as a file instead.',
  share_empty:
    'What was shared holds nothing that Yardstick can open: no file, and no link to a work. Nothing was changed.',
  share_lost:
    'What was shared could not be kept, or is no longer there. Nothing was changed; share it again, or open the file here.',
  share_too_large:
    'What was shared is larger than 200 MB and was not kept. Nothing was changed; open the file here instead.',
  file_foreign: 'This file is not a Yardstick file. Nothing was opened or changed.',
  file_damaged: 'This file is damaged and cannot be read. Nothing was opened or changed.',
  file_too_large: 'This file is too large. Nothing was opened or changed.',
  file_version:
    'This file was made by another version of Yardstick that this one cannot read. Nothing was opened or changed.',
  file_empty: '“{name}” is empty: it has 0 bytes. Nothing was added.',
  file_unreadable:
    '“{name}” can no longer be read: it was changed, moved or deleted, or the permission to read it has ended. Choose it again.',
  file_read:
    'One of your files was changed, moved or deleted on disk since it was added, and cannot be read. Refresh it under Files, then run again.',
  file_mismatch: '“{name}” is named as {says}, but it holds {is}. Nothing was added.',
  file_unsupported:
    '“{name}” holds {is}, which cannot be queried. Parquet, CSV, TSV, JSON, NDJSON, Arrow, XLSX and DuckDB files can. Nothing was added.',
  file_cut: '“{name}” is cut off: its end is missing. Fetch or copy it again. Nothing was added.',
  file_corrupt: '“{name}” is damaged, or written in a way that the engine does not know. Nothing was added.',
  file_beyond:
    '“{name}” is too large: at most {mb} MB of this format can be read. Save it as Parquet or CSV, which are read in place. Nothing was added.',
  file_encrypted:
    '“{name}” is encrypted. Save it without encryption or password and add it again. Nothing was added.',
  file_newer:
    '“{name}” was written by a newer version of DuckDB than the engine reads. Export its tables as Parquet. Nothing was added.',
  file_bad_row: 'Line {line} of “{name}” does not fit the rest. Nothing was added.',
  file_bad_record: 'Record {line} of “{name}” does not fit the rest. Nothing was added.',
  file_sniff:
    'How “{name}” is laid out could not be worked out. Set delimiter, quote and header by hand. Nothing was added.',
  file_no_rows: '“{name}” holds no table: there are no columns in it. Nothing was added.',
  file_not_found: '“{name}” is not where it was. Choose it again, or remove it from the list.',
  file_copy_too_large:
    'It is too large to be copied for the next visit: at most {mb} MB are. It stays while the page is open.',
  remote_address:
    'This is no address that can be fetched. It begins with https:// (or http://), names its host by a name or an IPv4 address, and holds no user name or password. Nothing was asked for.',
  remote_insecure:
    'This page came over https, and browsers do not let it fetch over http. Nothing was asked for. Use the https address of the file, or download it and drop it here.',
  remote_unreachable:
    '{host} could not be reached. Nothing was added. Check the address and the connection, then try again.',
  remote_refused:
    '{host} answers, but does not let web pages read this file. Nothing was added. Its owner would have to send the header “Access-Control-Allow-Origin: *”. Or download the file and drop it here.',
  remote_redirect:
    '{host} sends the request on to another host, which you have not allowed. That was refused and nothing was added. Enter the address that the file has there, or download it and drop it here.',
  remote_status: ({ status }: Params) =>
    String(status) === '404' || String(status) === '410'
      ? '{host} has no such file ({status}). Nothing was added. Check the address.'
      : '{host} does not give the file ({status}). Nothing was added. Check the address, or download the file and drop it here.',
  remote_lost: 'The connection to {host} broke off in the middle. Nothing was added. Fetch it again.',
  remote_changed: 'The file on {host} changed while it was being read. Nothing was added. Fetch it again.',
  remote_beyond:
    'That is more of “{name}” than is fetched: at most {mb} MB. Nothing was added. Choose fewer columns where you can, or download the file and drop it here: then it is read in place.',
  remote_no_parts:
    '“{name}” is larger than {mb} MB, and {host} does not give parts of files. Nothing was added. Download the file and drop it here: then it is read in place.',
  remote_off: 'The network was turned off while {host} was being asked. Nothing was added.',
  remote_unavailable:
    'The part of the page that fetches could not be opened: there is no connection, or this page’s own host does not let it reach others. {host} was not asked, nothing was added. Download the file and drop it here.',
  name_unusable: 'A name needs at least one letter or digit.',
  name_taken: 'There is already a table called “{name}”.',
  spec_invalid: 'This is not a chart that can be drawn. The last chart is kept; mend the specification.',
  spec_refused:
    'This chart tries to load something from elsewhere. Charts draw the result only; the address was not asked for.',
  chart_failed: 'The chart could not be drawn. The result is in the table.',
  export_failed: 'The file could not be written. Nothing was saved.',
  whole_page_missing:
    'The file could not be fetched from where this page came from. It is not kept for offline use: connect once and try again. Nothing was changed.',
  internal: 'Something went wrong in the page. Your work is kept; reload the page if it does not go on.',
};
