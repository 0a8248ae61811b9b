import { createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { titleIn, type DatasetDescription } from '../../domain/datasetDescription.ts';
import { language, t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { boxHeight, boxWidth, diagramOf } from './diagramLayout.ts';
import './diagram.css';

export interface DiagramDialogProps {
  readonly open: boolean;
  readonly description: DatasetDescription;
  onClose(): void;
  /** A table was chosen, by its name. */
  onTable(name: string): void;
}

/**
 * The shipped tables and what they refer to. One list, laid out as a diagram where there is room for it: the lines are for the eye, what
 * they say is in the words of each entry.
 */
export function DiagramDialog(props: DiagramDialogProps): JSX.Element {
  const diagram = createMemo(() => diagramOf([...props.description.tables.values()]));
  const [near, setNear] = createSignal<string | null>(null);
  const touches = (edge: { readonly from: string; readonly to: string }): boolean =>
    edge.from === near() || edge.to === near();
  const neighbours = createMemo(
    () =>
      new Set([
        near(),
        ...diagram()
          .edges.filter(touches)
          .flatMap((e) => [e.from, e.to]),
      ]),
  );
  const referring = (name: string): string =>
    diagram()
      .edges.filter((edge) => edge.from === name)
      .map((edge) => `${edge.to} (${edge.columns})`)
      .join(', ');
  return (
    <Dialog
      open={props.open}
      wide
      title={t('catalog.diagram')}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
    >
      <p class="muted">{t('catalog.diagram_hint')}</p>
      <div class="diagram" data-testid="diagram" data-near={near() !== null}>
        <div
          class="diagram-sheet"
          style={{ width: `${String(diagram().width)}px`, height: `${String(diagram().height)}px` }}
        >
          <svg class="diagram-lines" width={diagram().width} height={diagram().height} aria-hidden="true">
            <For each={diagram().edges}>
              {(edge) => <path d={edge.path} classList={{ 'diagram-near': touches(edge) }} />}
            </For>
          </svg>
          <ul aria-label={t('catalog.diagram')} onMouseLeave={() => setNear(null)}>
            <For each={diagram().nodes}>
              {(node) => (
                <li
                  style={{
                    left: `${String(node.x)}px`,
                    top: `${String(node.y)}px`,
                    width: `${String(boxWidth)}px`,
                    height: `${String(boxHeight)}px`,
                  }}
                >
                  <button
                    type="button"
                    class="diagram-box"
                    data-name={node.name}
                    classList={{ 'diagram-near': neighbours().has(node.name) }}
                    onClick={() => props.onTable(node.name)}
                    onFocus={() => setNear(node.name)}
                    onBlur={() => setNear(null)}
                    onMouseEnter={() => setNear(node.name)}
                  >
                    <span class="mono">{node.name}</span>
                    <span class="diagram-title">
                      {titleIn(props.description.tables.get(node.name), language())}
                    </span>
                    <Show when={referring(node.name)}>
                      {(names) => (
                        <span class="diagram-words">{t('catalog.refers_to', { names: names() })}</span>
                      )}
                    </Show>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Dialog>
  );
}
