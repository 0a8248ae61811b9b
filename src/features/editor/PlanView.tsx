import { createMemo, For, Show, type JSX } from 'solid-js';
import { formatDuration, formatNumber, t } from '../../i18n/i18n.ts';
import { operatorLabel, parsePlan, type Plan, type PlanNode } from './plan.ts';
import './plan.css';

export interface PlanViewProps {
  /** What EXPLAIN or EXPLAIN ANALYZE gave, with FORMAT json (see `explainAsJson`). */
  readonly text: string;
}

/** A query plan as a tree, its result on top: what each operator does, how many rows it gives, what share of the time it takes. */
export function PlanView(props: PlanViewProps): JSX.Element {
  const plan = createMemo(() => parsePlan(props.text));
  return (
    <section class="plan" aria-label={t('editor.plan')} data-testid="plan">
      <Show
        when={plan()}
        fallback={
          <>
            <p class="muted">{t('editor.plan_unreadable')}</p>
            <pre class="mono">{props.text}</pre>
          </>
        }
      >
        {(read) => (
          <>
            <p class="muted">
              {read().analyzed
                ? t('editor.plan_total', { time: duration(read().operatorSeconds) })
                : t('editor.plan_estimated_only')}
            </p>
            <ul class="plan-tree">
              <For each={read().roots}>{(node) => <Operator node={node} plan={read()} />}</For>
            </ul>
          </>
        )}
      </Show>
    </section>
  );
}

function Operator(props: { readonly node: PlanNode; readonly plan: Plan }): JSX.Element {
  const share = (): number =>
    props.plan.operatorSeconds > 0 ? (props.node.seconds ?? 0) / props.plan.operatorSeconds : 0;
  const rows = (): string =>
    props.node.rows !== null
      ? t('editor.plan_rows', { n: props.node.rows })
      : props.node.estimatedRows !== null
        ? t('editor.plan_estimate', { n: props.node.estimatedRows })
        : '';
  return (
    <li>
      <div class="plan-node">
        <span class="plan-name">{operatorLabel(props.node.name)}</span>
        <span class="plan-rows mono">{rows()}</span>
        <Show when={props.plan.analyzed}>
          <span class="plan-time mono">{duration(props.node.seconds ?? 0)}</span>
          <span class="plan-share" title={t('editor.plan_share', { share: percent(share()) })}>
            <span class="plan-bar" style={{ width: `${String(share() * 100)}%` }} />
            <span class="visually-hidden">{t('editor.plan_share', { share: percent(share()) })}</span>
          </span>
        </Show>
        <Details node={props.node} />
      </div>
      <Show when={props.node.children.length > 0}>
        <ul>
          <For each={props.node.children}>{(child) => <Operator node={child} plan={props.plan} />}</For>
        </ul>
      </Show>
    </li>
  );
}

/** Operators often take less than a millisecond. */
const duration = (seconds: number): string =>
  seconds > 0 && seconds < 0.01
    ? `${formatNumber(seconds * 1000, { maximumFractionDigits: 2 })} ms`
    : formatDuration(seconds * 1000);

const percent = (share: number): string =>
  formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });

function Details(props: { readonly node: PlanNode }): JSX.Element {
  const estimateOff = (): string =>
    props.node.rows !== null && props.node.estimatedRows !== null
      ? t('editor.plan_estimate', { n: props.node.estimatedRows })
      : '';
  return (
    <p class="plan-details">
      <For each={props.node.details}>
        {(detail) => (
          <span>
            <span class="muted">{detail.label}</span> <span class="mono">{detail.values.join(', ')}</span>
          </span>
        )}
      </For>
      <Show when={props.node.scannedRows}>
        {(n) => <span class="muted">{t('editor.plan_scanned', { n: n() })}</span>}
      </Show>
      <Show when={estimateOff() !== ''}>
        <span class="muted">{estimateOff()}</span>
      </Show>
    </p>
  );
}
