import { createEffect, createSignal, For, on, onCleanup, onMount, Show, type JSX } from 'solid-js';
import type { View } from 'vega';
import type { AppError } from '../../domain/appError.ts';
import { language, t } from '../../i18n/i18n.ts';
import type { CompileOptions } from './compileSpec.ts';
import { markAt, marksOf, neighbour, readingOrder, type DrawnMark } from './drawnMarks.ts';
import type { Exportable } from './exportChart.ts';
import type { LoadedChart } from './loadChart.ts';
import { conditionOf, linesOf, type Line } from './markText.ts';
import { themeAt, type ThemeKind } from './theme.ts';

/** Up to so many rows the picture is SVG: its text can be selected and read; beyond, a canvas. */
const svgRows = 2_000;

export interface Drawing {
  readonly chart: LoadedChart;
  readonly marks: number;
  readonly warnings: readonly string[];
  readonly cut: { readonly shown: number; readonly of: number } | null;
  /** Rows left out since a log scale has no place for them. */
  readonly dropped: number;
  readonly exportable: Exportable;
}

export interface ChartCanvasProps {
  readonly chart: LoadedChart;
  readonly title: string;
  readonly sourceLine: string;
  readonly theme: ThemeKind;
  readonly describedBy: string;
  onDrawing(): void;
  onDrawn(drawing: Drawing): void;
  onError(error: AppError): void;
  onSelect(condition: string | null): void;
}

interface Tip {
  readonly lines: readonly Line[];
  readonly x: number;
  readonly y: number;
}

/** The picture itself: drawn by Vega, pointed at and walked through by our own code. */
export function ChartCanvas(props: ChartCanvasProps): JSX.Element {
  const [size, setSize] = createSignal<{ readonly width: number; readonly height: number } | null>(null);
  const [tip, setTip] = createSignal<Tip | null>(null);
  const [focused, setFocused] = createSignal<DrawnMark | null>(null);
  const [chosen, setChosen] = createSignal<DrawnMark | null>(null);
  const [said, setSaid] = createSignal('');
  const [origin, setOrigin] = createSignal<readonly [number, number]>([0, 0]);
  let scroller: HTMLDivElement | undefined;
  let holder: HTMLDivElement | undefined;
  let view: View | null = null;
  let marks: readonly DrawnMark[] = [];
  let order: readonly DrawnMark[] = [];
  let drawings = 0;

  onMount(() => {
    if (!scroller) return;
    let frame = 0;
    const observer = new ResizeObserver(([entry]) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!entry) return;
        const { width, height } = entry.contentRect;
        const next = { width: Math.floor(width), height: Math.floor(height) };
        setSize((s) => (s?.width === next.width && s.height === next.height ? s : next));
      });
    });
    observer.observe(scroller);
    onCleanup(() => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    });
  });
  onCleanup(() => {
    drawings++;
    view?.finalize();
  });

  const forget = (): void => {
    setTip(null);
    setFocused(null);
    if (chosen()) props.onSelect(null);
    setChosen(null);
  };

  const show = (mark: DrawnMark): void => {
    const lines = linesOf(mark, props.chart.answers, language());
    const [ox, oy] = origin();
    setTip(
      lines.length === 0 ? null : { lines, x: ox + mark.box.x + mark.box.width / 2, y: oy + mark.box.y },
    );
  };

  const choose = (mark: DrawnMark | null): void => {
    const condition = mark ? conditionOf(mark, props.chart.answers) : null;
    setChosen(condition === null ? null : mark);
    setSaid(condition === null ? t('chart.unselected') : t('chart.selected'));
    props.onSelect(condition);
  };

  const pointed = (event: Event, item: unknown): DrawnMark | null => {
    if (!holder || !(event instanceof MouseEvent) || typeof item !== 'object' || item === null) return null;
    const x = event.clientX - holder.getBoundingClientRect().left - origin()[0];
    return markAt(marks, item, x);
  };

  const listen = (drawn: View): void => {
    drawn.addEventListener('pointermove', (event, item) => {
      const mark = pointed(event, item);
      if (mark) show(mark);
      else setTip(null);
    });
    drawn.addEventListener('pointerout', () => setTip(null));
    drawn.addEventListener('click', (event, item) => {
      const mark = pointed(event, item);
      if (mark || chosen()) choose(mark && chosen()?.item === mark.item ? null : mark);
    });
  };

  const draw = async (
    chart: LoadedChart,
    box: { readonly width: number; readonly height: number },
  ): Promise<void> => {
    const current = ++drawings;
    props.onDrawing();
    const [{ compileChart }, { cornerOf, openView, sceneOf }] = await Promise.all([
      import('./compileSpec.ts'),
      import('./vegaView.ts'),
    ]);
    if (current !== drawings || !scroller || !holder) return;
    const options: CompileOptions = {
      title: props.title,
      sourceLine: props.sourceLine,
      theme: themeAt(scroller, props.theme),
      language: language(),
      ...box,
    };
    const compiled = compileChart(chart.spec, chart.rows, options);
    if (!compiled.ok) {
      props.onError(compiled.error);
      return;
    }
    const warnings = [...compiled.value.warnings];
    const rows = [...chart.rows.values()].reduce((sum, r) => sum + r.length, 0);
    const container = document.createElement('div');
    try {
      const next = await openView(compiled.value.vega, {
        container,
        renderer: rows > svgRows ? 'canvas' : 'svg',
        warnings,
      });
      if (current !== drawings) {
        next.finalize();
        return;
      }
      view?.finalize();
      view = next;
      holder.replaceChildren(container);
      marks = marksOf(sceneOf(next));
      order = readingOrder(marks);
      setOrigin(cornerOf(next));
      forget();
      listen(next);
      const exportable = { spec: chart.spec, rows: chart.rows, options };
      props.onDrawn({
        chart,
        marks: marks.length,
        warnings,
        cut: compiled.value.cut,
        dropped: compiled.value.dropped,
        exportable,
      });
    } catch (thrown) {
      if (current === drawings)
        props.onError({ kind: 'chart_failed', message: String(thrown), cause: thrown });
    }
  };

  createEffect(
    on(
      [() => props.chart, size, () => props.theme, () => props.title, () => props.sourceLine],
      ([chart, box]) => {
        if (box && box.width > 40 && box.height > 40) void draw(chart, box);
      },
    ),
  );

  const walk = (mark: DrawnMark | undefined): void => {
    if (!mark) return;
    setFocused(mark);
    show(mark);
    const text = linesOf(mark, props.chart.answers, language())
      .map((l) => `${l.label}: ${l.text}`)
      .join('; ');
    setSaid(t('chart.mark_of', { i: order.indexOf(mark) + 1, n: order.length, text }));
    const [ox, oy] = origin();
    scroller?.scrollTo({
      left: ox + mark.box.x - scroller.clientWidth / 2,
      top: oy + mark.box.y - scroller.clientHeight / 2,
    });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = focused();
    const moves = /^(?:Arrow(?:Left|Right|Up|Down)|Home|End)$/.test(event.key);
    if (moves && order.length > 0) walk(at ? neighbour(order, at, event.key) : order[0]);
    else if (event.key === 'Enter' && at) choose(at);
    else if (event.key === 'Escape' && (at || chosen() || tip())) forget();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const ring = (mark: DrawnMark): JSX.CSSProperties => {
    const [ox, oy] = origin();
    return {
      left: `${String(ox + mark.box.x - 3)}px`,
      top: `${String(oy + mark.box.y - 3)}px`,
      width: `${String(mark.box.width + 6)}px`,
      height: `${String(mark.box.height + 6)}px`,
    };
  };

  return (
    <div class="chart-box">
      <div
        ref={(el) => (scroller = el)}
        class="chart-scroller"
        tabindex="0"
        role="application"
        aria-label={props.title}
        aria-describedby={props.describedBy}
        aria-roledescription={t('chart.region')}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setFocused(null);
          setTip(null);
        }}
      >
        <div class="chart-stage">
          <div ref={(el) => (holder = el)} class="chart-holder" aria-hidden="true" />
          <Show when={chosen()}>
            {(mark) => <div class="chart-ring" data-kind="chosen" style={ring(mark())} />}
          </Show>
          <Show when={focused()}>
            {(mark) => <div class="chart-ring" data-kind="focused" style={ring(mark())} />}
          </Show>
          <Show when={tip()}>
            {(shown) => (
              <div
                class="chart-tip"
                data-testid="chart-tip"
                data-above={shown().y - (scroller?.scrollTop ?? 0) > (scroller?.clientHeight ?? 0) / 2}
                data-side={shown().x > (size()?.width ?? 0) / 2 ? 'left' : 'right'}
                style={{ left: `${String(shown().x)}px`, top: `${String(Math.max(4, shown().y))}px` }}
              >
                <dl>
                  <For each={shown().lines}>
                    {(line) => (
                      <>
                        <dt>{line.label}</dt>
                        <dd>{line.text}</dd>
                      </>
                    )}
                  </For>
                </dl>
              </div>
            )}
          </Show>
        </div>
      </div>
      <p class="visually-hidden" role="status" data-testid="chart-said">
        {said()}
      </p>
    </div>
  );
}
