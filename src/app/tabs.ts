import { batch, createMemo, createSignal, type Accessor } from 'solid-js';
import type { OpenTabs, Work } from '../workspace/work.ts';
import type { Runner } from './run.ts';

/** One open query. */
export interface Tab {
  readonly id: string;
  readonly work: Accessor<Work>;
  readonly setWork: (work: Work) => void;
  readonly runner: Runner;
}

export type WorkPatch = Partial<Pick<Work, 'title' | 'note' | 'sql' | 'params' | 'spec' | 'tags'>>;

export interface Tabs {
  readonly list: Accessor<readonly Tab[]>;
  readonly active: Accessor<Tab>;
  activate(id: string): void;
  /** Opens a work; the tab that has it already where there is one. */
  open(work: Work): void;
  close(id: string): void;
  update(patch: WorkPatch): void;
  /** Changes the tab that has a work open, if there is one. */
  patch(id: string, patch: WorkPatch): void;
  /** Brings the tabs of the last visit. What has been opened or begun since stays open beside them; the first tab goes if nobody touched it. */
  replace(tabs: OpenTabs): void;
  /** As they are stored. */
  snapshot(): OpenTabs;
}

export interface TabsOptions {
  readonly first: Work;
  readonly makeRunner: () => Runner;
  readonly emptyWork: () => Work;
  /** Something changed that is worth keeping. */
  onChange(): void;
}

/** Must be called inside a reactive root. */
export function createTabs(options: TabsOptions): Tabs {
  const makeTab = (initial: Work): Tab => {
    const [work, setWork] = createSignal(initial);
    return { id: initial.id, work, setWork, runner: options.makeRunner() };
  };
  const first = makeTab(options.first);
  const [list, setList] = createSignal<readonly Tab[]>([first]);
  const [activeId, setActiveId] = createSignal(first.id);
  const active = createMemo(() => list().find((tab) => tab.id === activeId()) ?? list()[0] ?? first);
  const open: Tabs['open'] = (work) => {
    const known = list().find((tab) => tab.id === work.id);
    batch(() => {
      if (known) known.setWork(work);
      else setList([...list(), makeTab(work)]);
      setActiveId(work.id);
    });
    options.onChange();
  };
  const close: Tabs['close'] = (id) => {
    const at = list().findIndex((tab) => tab.id === id);
    const tab = list()[at];
    if (!tab) return;
    batch(() => {
      if (list().length === 1) open(options.emptyWork());
      if (activeId() === id) setActiveId((list()[at + 1] ?? list()[at - 1])?.id ?? '');
      setList(list().filter((other) => other.id !== id));
    });
    void tab.runner.dispose();
    options.onChange();
  };
  return {
    list,
    active,
    activate: (id) => {
      setActiveId(id);
      options.onChange();
    },
    open,
    close,
    update: (patch) => {
      const tab = active();
      tab.setWork({ ...tab.work(), ...patch, updatedAt: new Date().toISOString() });
      options.onChange();
    },
    patch: (id, patch) => {
      const tab = list().find((other) => other.id === id);
      tab?.setWork({ ...tab.work(), ...patch });
    },
    replace: ({ works, active: last }) => {
      batch(() => {
        const begun = list().filter((tab) => tab.work() !== options.first);
        const former = works.filter((work) => !begun.some((tab) => tab.id === work.id));
        setList([...former.map(makeTab), ...begun]);
        if (!begun.some((tab) => tab.id === activeId())) setActiveId(last ?? works[0]?.id ?? '');
      });
    },
    snapshot: () => ({ works: list().map((tab) => tab.work()), active: activeId() }),
  };
}
