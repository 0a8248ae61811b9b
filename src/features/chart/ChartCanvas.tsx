import { createEffect, createSignal, on, onCleanup, onMount, Show, type JSX } from 'solid-js';
import type { View } from 'vega';
import type { AppError } from '../../domain/appError.ts';
import { language, t } from '../../i18n/i18n.ts';
import type { CompileOptions } from './compileSpec.ts';
import { choiceOf, choiceOfAll, marksWithin, type Choice } from './choice.ts';
import { ChartTip, type TipPlace } from './ChartTip.tsx';
import { boxAround, createBrush } from './createBrush.ts';
import {
  markAt,
  marksOf,
  neighbour,
  readingOrder,
  sameMarks,
  type Box,
  type DrawnMark,
} from './drawnMarks.ts';
import type { Exportable } from './exportChart.ts';
import type { LoadedChart } from './loadChart.ts';
import { linesOf } from './markText.ts';
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
  readonly longestSourceLine: string;
  readonly theme: ThemeKind;
  readonly describedBy: string;
  onDrawing(): void;
  onDrawn(drawing: Drawing): void;
  onError(error: AppError): void;
  /** Whether what was chosen here still filters the table: it can be let go there as well. */
  readonly choosing: boolean;
  onSelect(choice: Choice | null): void;
}

/** The picture itself: drawn by Vega, pointed at and walked through by our own code. */
export function ChartCanvas(props: ChartCanvasProps): JSX.Element {
  const [size, setSize] = createSignal<{ readonly width: number; readonly height: number } | null>(null);
  const [tip, setTip] = createSignal<TipPlace | null>(null);
  const [focused, setFocused] = createSignal<DrawnMark | null>(null);
  const [chosen, setChosen] = createSignal<readonly DrawnMark[]>([]);
  const [said, setSaid] = createSignal('');
  const [origin, setOrigin] = createSignal<readonly [number, number]>([0, 0]);
  let scroller: HTMLDivElement | undefined;
  let stage: HTMLDivElement | undefined;
  let holder: HTMLDivElement | undefined;
  /** Where the keys began to choose an area. */
  let anchor: DrawnMark | null = null;
  let pressed: DrawnMark | null = null;
  let drawnChart: LoadedChart | null = null;
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
    anchor = null;
    if (chosen().length > 0) props.onSelect(null);
    setChosen([]);
  };
  createEffect(
    on(
      () => props.choosing,
      (choosing) => {
        if (!choosing) setChosen([]);
      },
      { defer: true },
    ),
  );

  const show = (mark: DrawnMark): void => {
    const lines = linesOf(mark, props.chart.answers, language());
    const [ox, oy] = origin();
    setTip(
      lines.length === 0 ? null : { lines, x: ox + mark.box.x + mark.box.width / 2, y: oy + mark.box.y },
    );
  };

  const take = (choice: Choice | null, from: readonly DrawnMark[]): void => {
    setChosen(choice === null ? [] : from);
    setSaid(choice === null ? t('chart.unselected') : t('chart.selected', { what: choice.label }));
    props.onSelect(choice);
  };
  const choose = (mark: DrawnMark | null): void =>
    take(mark && choiceOf(mark, props.chart.answers, language()), mark ? [mark] : []);
  /** @param box from the corner of the drawing area */
  const chooseWithin = (box: Box): void => {
    const inside = marksWithin(marks, box);
    take(choiceOfAll(inside, props.chart.spec, props.chart.answers, language()), inside);
  };
  /** A click counts for the mark that was pressed, though the picture was drawn anew before the button came up. */
  const click = (): void => {
    const [mark] = pressed ? sameMarks([pressed], marks) : [];
    const [only] = chosen().length === 1 ? chosen() : [];
    if (mark || chosen().length > 0) choose(mark && only?.item !== mark.item ? mark : null);
  };
  const brush = createBrush(
    () => stage,
    (drawn) => {
      const [ox, oy] = origin();
      if (drawn === 'click') click();
      else if (drawn) chooseWithin({ ...drawn, x: drawn.x - ox, y: drawn.y - oy });
      pressed = null;
    },
  );

  const pointed = (event: Event, item: unknown): DrawnMark | null => {
    if (!holder || !(event instanceof MouseEvent) || typeof item !== 'object' || item === null) return null;
    const x = event.clientX - holder.getBoundingClientRect().left - origin()[0];
    return markAt(marks, item, x);
  };

  const listen = (drawn: View): void => {
    drawn.addEventListener('pointermove', (event, item) => {
      const mark = brush.dragged() ? null : pointed(event, item);
      if (mark) show(mark);
      else setTip(null);
    });
    drawn.addEventListener('pointerout', () => setTip(null));
    drawn.addEventListener('pointerdown', (event, item) => (pressed = pointed(event, item)));
  };

  const draw = async (
    chart: LoadedChart,
    box: { readonly width: number; readonly height: number },
  ): Promise<void> => {
    const current = ++drawings;
    // The same rows in another size, colour or source line: the picture stays until the new one is there.
    const again = chart === drawnChart;
    if (!again) props.onDrawing();
    const [{ compileChart }, { cornerOf, openView, sceneOf }] = await Promise.all([
      import('./compileSpec.ts'),
      import('./vegaView.ts'),
    ]);
    if (current !== drawings || !scroller || !holder) return;
    const options: CompileOptions = {
      title: props.title,
      sourceLine: props.sourceLine,
      longestSourceLine: props.longestSourceLine,
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
      setTip(null);
      setFocused((mark) => (again && mark ? (sameMarks([mark], order)[0] ?? null) : null));
      if (again) setChosen((former) => sameMarks(former, marks));
      else forget();
      drawnChart = chart;
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
    if (moves && order.length > 0) {
      if (!event.shiftKey) anchor = null;
      else anchor ??= at;
      walk(at ? neighbour(order, at, event.key) : order[0]);
      const reached = focused();
      if (anchor && reached) chooseWithin(boxAround(anchor.box, reached.box));
    } else if (event.key === 'Enter' && at) choose(at);
    else if (event.key === 'Escape' && (at || chosen().length > 0 || tip())) forget();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const placed = (box: Box, room: number): JSX.CSSProperties => ({
    left: `${String(box.x - room)}px`,
    top: `${String(box.y - room)}px`,
    width: `${String(box.width + 2 * room)}px`,
    height: `${String(box.height + 2 * room)}px`,
  });
  const ring = (around: Box): JSX.CSSProperties => {
    const [ox, oy] = origin();
    return placed({ ...around, x: around.x + ox, y: around.y + oy }, 3);
  };
  const chosenBox = (): Box | null =>
    chosen().reduce<Box | null>((all, { box }) => (all ? boxAround(all, box) : box), null);

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
        onPointerDown={brush.onPointerDown}
        onBlur={() => {
          setFocused(null);
          setTip(null);
        }}
      >
        <div ref={(el) => (stage = el)} class="chart-stage">
          <div ref={(el) => (holder = el)} class="chart-holder" aria-hidden="true" />
          <Show when={brush.dragged()}>{(box) => <div class="chart-brush" style={placed(box(), 0)} />}</Show>
          <Show when={chosenBox()}>
            {(box) => <div class="chart-ring" data-kind="chosen" style={ring(box())} />}
          </Show>
          <Show when={focused()}>
            {(mark) => <div class="chart-ring" data-kind="focused" style={ring(mark().box)} />}
          </Show>
          <Show when={tip()}>
            {(shown) => (
              <ChartTip
                {...shown()}
                above={shown().y - (scroller?.scrollTop ?? 0) > (scroller?.clientHeight ?? 0) / 2}
                left={shown().x > (size()?.width ?? 0) / 2}
              />
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
