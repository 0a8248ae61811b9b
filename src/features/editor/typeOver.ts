import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection is done as a transaction. Left to the browser, Chromium keeps the colour of what it deletes by a `style`
 * attribute, which the page's content security policy refuses, with a message each time.
 */
export const typeOver: Extension = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const text = event.data;
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== 'insertText' || text === null || empty || view.composing || view.state.readOnly)
      return false;
    const insert = (): ReturnType<typeof view.state.update> =>
      view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    // Brackets that close themselves and the like come first, as with any other typing.
    const handled = view.state
      .facet(EditorView.inputHandler)
      .some((handler) => handler(view, from, to, text, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});
