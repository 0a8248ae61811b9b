// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SavedPanel, type SavedPanelProps } from '../../../../src/features/saved/SavedPanel.tsx';
import { toArchive } from '../../../../src/workspace/archive.ts';
import { headOf, type WorkHead } from '../../../../src/workspace/work.ts';
import { work } from '../../workspace/support.ts';

afterEach(cleanup);

// jsdom has the element, not its methods.
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false;
};

const whole = [
  work({ id: 'a', title: 'Gains', updatedAt: '2026-01-03', tags: ['board'] }),
  work({ id: 'b', title: 'Vendors', updatedAt: '2026-01-02', spec: { mark: 'bar' } }),
];

const works = whole.map(headOf);

function show(patch: Partial<SavedPanelProps> = {}) {
  const read = (ids: readonly string[]) =>
    Promise.resolve({ ok: true as const, value: whole.filter((w) => ids.includes(w.id)) });
  const on = { read, onOpen: vi.fn(), onRemove: vi.fn(), onRename: vi.fn(), onFile: vi.fn() };
  const [list, setList] = createSignal<readonly WorkHead[]>(works);
  render(() => <SavedPanel works={list()} current="b" {...on} {...patch} />);
  return { ...on, setList };
}

async function choose(title: string, action: string): Promise<void> {
  const button = screen.getByRole('button', { name: `Actions for ${title}` });
  fireEvent.keyDown(button, { key: 'ArrowDown' });
  // The list's library is loaded when a menu is first opened.
  const item = await screen.findByRole('menuitem', { name: action }, { timeout: 15_000 });
  fireEvent.keyDown(item, { key: 'Enter' });
}

describe('saved panel', () => {
  test('lists works, marks the one that is open, opens another', () => {
    const { onOpen } = show();
    const titles = screen
      .getAllByRole('listitem')
      .map((item) => within(item).getAllByRole('button')[0]?.textContent);
    expect(titles).toEqual(['Gains', 'Vendors']);
    expect(screen.getByRole('button', { name: 'Vendors' }).getAttribute('aria-current')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Gains' }));
    expect(onOpen).toHaveBeenCalledWith(works[0]);
  });

  test('searches, says when there is nothing, filters by tag', () => {
    show();
    const search = screen.getByRole('searchbox', { name: 'Search saved work' });
    fireEvent.input(search, { target: { value: 'vend' } });
    expect(screen.queryByRole('button', { name: 'Gains' })).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('1 of 2');
    fireEvent.input(search, { target: { value: 'nobody' } });
    expect(screen.getByText('Nothing found for “nobody”.')).toBeDefined();
    fireEvent.input(search, { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show work tagged board' }));
    expect(screen.queryByRole('button', { name: 'Vendors' })).toBeNull();
  });

  test('renames by Enter, not by Escape, not to nothing', async () => {
    const { onRename } = show();
    await choose('Gains', 'Rename');
    let field = await screen.findByRole('textbox', { name: 'New title' });
    fireEvent.input(field, { target: { value: 'Other' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(onRename).not.toHaveBeenCalled();
    await choose('Gains', 'Rename');
    field = await screen.findByRole('textbox', { name: 'New title' });
    fireEvent.input(field, { target: { value: '  ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onRename).not.toHaveBeenCalled();
    await choose('Gains', 'Rename');
    field = await screen.findByRole('textbox', { name: 'New title' });
    fireEvent.input(field, { target: { value: ' Other ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onRename.mock.calls).toEqual([[works[0], 'Other']]);
  });

  test('deleting asks first where it can’t be undone', async () => {
    const { onRemove } = show();
    await choose('Gains', 'Delete');
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(onRemove).not.toHaveBeenCalled();
    await choose('Gains', 'Delete');
    fireEvent.click(within(screen.getByTestId('saved-removal')).getByRole('button', { name: 'Delete' }));
    expect(onRemove).toHaveBeenCalledWith('a');
  });

  test('deleting is undone by one click where it can be', async () => {
    const onRestore = vi.fn();
    const { onRemove, setList } = show({ onRestore });
    await choose('Gains', 'Delete');
    expect(onRemove).toHaveBeenCalledWith('a');
    setList(works.slice(1));
    expect(screen.getByTestId('saved-removal').textContent).toContain('“Gains” is in the trash.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onRestore).toHaveBeenCalledWith('a');
    expect(screen.queryByTestId('saved-removal')).toBeNull();
  });

  test('takes files by picker and by drop', () => {
    const { onFile } = show();
    const file = new File(['{}'], 'x.yardstick.json');
    fireEvent.change(screen.getByTestId('saved-file'), { target: { files: [file] } });
    fireEvent.drop(screen.getByTestId('saved'), { dataTransfer: { files: [file], types: ['Files'] } });
    expect(onFile).toHaveBeenCalledTimes(2);
  });

  test('the trash: bring back, empty only after asking', () => {
    const onRestore = vi.fn();
    const onEmptyTrash = vi.fn();
    show({
      onRestore,
      onEmptyTrash,
      trash: [{ work: headOf(work({ id: 'c', title: 'Old' })), trashedAt: '2026-01-01' }],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Restore Old', hidden: true }));
    expect(onRestore).toHaveBeenCalledWith('c');
    fireEvent.click(screen.getByRole('button', { name: 'Empty the trash', hidden: true }));
    expect(onEmptyTrash).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Delete', hidden: true }));
    expect(onEmptyTrash).toHaveBeenCalledOnce();
  });

  test('says what is not kept and what can’t be read', () => {
    show({ mode: 'memory', skipped: 2 });
    expect(screen.getByText(/does not keep anything/)).toBeDefined();
    expect(screen.getByText(/2 stored records/)).toBeDefined();
  });

  test('a workspace file: what it would change is shown before it does', async () => {
    const onImport = vi.fn();
    const { onFile } = show({ onImport });
    const given = [work({ id: 'a', title: 'Gains, changed' }), work({ id: 'z', title: 'New' })];
    const pick = (content: string): void => {
      fireEvent.change(screen.getByTestId('saved-file'), {
        target: { files: [new File([content], 'w.json')] },
      });
    };
    pick(toArchive(given, '2026-01-01'));
    const preview = await screen.findByTestId('saved-import');
    await within(preview).findByText('1 new');
    for (const part of ['2 works', '1 new', '1 differ', '1 of yours'])
      expect(preview.textContent).toContain(part);
    expect(onImport).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Merge', hidden: true }));
    expect(onImport).toHaveBeenCalledWith(given, 'merge');
    pick(toArchive(given, '2026-01-01').slice(0, -9));
    expect((await screen.findByRole('alert')).textContent).toContain('damaged');
    expect(onFile).not.toHaveBeenCalled();
    pick('{}');
    await vi.waitFor(() => expect(onFile).toHaveBeenCalledOnce());
    expect(onImport).toHaveBeenCalledOnce();
  });
});
