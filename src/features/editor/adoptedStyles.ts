import { EditorView } from '@codemirror/view';

/**
 * Lets CodeMirror's rules through a content security policy that refuses inline styles. Its style-mod writes a `<style>` element into a
 * document, but a constructed sheet, which such a policy allows, into a shadow root; it keeps what it chose under a symbol on the root.
 * So it is made to choose in a throw-away shadow root, and the document is given the same. Without constructed sheets nothing changes.
 */
export function adoptStyles(doc: Document): void {
  const styleSet = (root: object): symbol | undefined =>
    Object.getOwnPropertySymbols(root).find((s) => s.description === 'styleSet');
  if (!('adoptedStyleSheets' in doc) || styleSet(doc)) return;
  const root = doc.createElement('div').attachShadow({ mode: 'open' });
  new EditorView({ root, parent: root }).destroy();
  const key = styleSet(root);
  const chosen = key && Object.getOwnPropertyDescriptor(root, key);
  if (key && chosen) Object.defineProperty(doc, key, chosen);
}
