import { For, type JSX } from 'solid-js';
import type { Line } from './markText.ts';

export interface TipPlace {
  readonly lines: readonly Line[];
  /** On the stage, in pixels. */
  readonly x: number;
  readonly y: number;
}

/** What a mark stands for, beside it: exact text. */
export function ChartTip(props: TipPlace & { readonly above: boolean; readonly left: boolean }): JSX.Element {
  return (
    <div
      class="chart-tip"
      data-testid="chart-tip"
      data-above={props.above}
      data-side={props.left ? 'left' : 'right'}
      style={{ left: `${String(props.x)}px`, top: `${String(Math.max(4, props.y))}px` }}
    >
      <dl>
        <For each={props.lines}>
          {(line) => (
            <>
              <dt>{line.label}</dt>
              <dd>{line.text}</dd>
            </>
          )}
        </For>
      </dl>
    </div>
  );
}
