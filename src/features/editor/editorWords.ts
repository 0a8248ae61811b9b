import { t } from '../../i18n/i18n.ts';
import type { EditorWords } from './core.ts';

/** CodeMirror's own words, by their English original. */
const phrases = {
  Find: 'editor.find',
  Replace: 'editor.replace_with',
  next: 'editor.find_next',
  previous: 'editor.find_previous',
  all: 'editor.find_all',
  'match case': 'editor.match_case',
  regexp: 'editor.regexp',
  'by word': 'editor.by_word',
  replace: 'editor.replace',
  'replace all': 'editor.replace_all',
  close: 'editor.close',
  'current match': 'editor.current_match',
  'on line': 'editor.on_line',
  'replaced $ matches': 'editor.replaced_matches',
  'replaced match on line $': 'editor.replaced_match',
  Completions: 'editor.completions',
  Diagnostics: 'editor.diagnostics',
  'No diagnostics': 'editor.no_diagnostics',
  'Control character': 'editor.control_character',
  'Selection deleted': 'editor.selection_deleted',
  'Go to line': 'editor.go_to_line',
  go: 'editor.go',
} as const;

/** The editor's words in the present language; tracks it. */
export function editorWords(helpId: string): EditorWords {
  return {
    label: t('editor.label'),
    describedBy: helpId,
    placeholder: t('editor.placeholder'),
    phrases: Object.fromEntries(Object.entries(phrases).map(([english, key]) => [english, t(key)])),
  };
}
