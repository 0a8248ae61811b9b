import type { Message } from '../i18n.ts';

/** What the page needs before the help is opened; the help's own text comes with it (features/help). */
export const help = {
  title: 'Help',
  pages: 'Pages of the help',
  page_keys: 'Keys',
  everywhere: 'Everywhere',
  page_sql: 'SQL',
  page_reading: 'Reading a figure',
  page_offline: 'Offline',
  open_query: 'Open “{title}” in the editor',
  open: 'Open',
  start_tour: 'Tour: four steps',
  tour: 'Tour',
  tour_step: '{n} of {of}',
  tour_back: 'Back',
  tour_next: 'Next',
  tour_skip: 'Skip the tour',
  tour_done: 'Done',
  tour_gallery: 'Ready questions',
  tour_gallery_text: 'Each opens with its query, rows and chart. One is open and answered already.',
  tour_editor: 'The query',
  tour_editor_text: 'Change it and run it: {key}. Names complete as you type; an error marks the place.',
  tour_result: 'Rows, chart, evidence',
  tour_result_text:
    'Choose a row or a mark: the evidence shows each figure as printed, with document and line.',
  tour_keep: 'Keep it, pass it on',
  tour_keep_text:
    'Save ({key}) keeps it in this browser; Share makes a link or a file. Nothing leaves this machine. Help: F1.',
} satisfies Record<string, Message>;
