import { ErrorBoundary, Suspense, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';

export interface PartProps {
  /** Shows nothing while it comes, and nothing when it can't: for what lies over the page. The banner says that a part is missing. */
  readonly quiet?: boolean;
  /** What stands there until it comes, where there is something. */
  readonly coming?: JSX.Element;
  readonly children: JSX.Element;
}

/** A part of the page that is loaded when it is wanted: while it comes, and when it can't come, the rest goes on. */
export function Part(props: PartProps): JSX.Element {
  const failed = (thrown: unknown): JSX.Element =>
    props.quiet === true ? null : (
      <p class="notice" data-tone="bad">{`${t('app.part_failed')} ${String(thrown)}`}</p>
    );
  const coming = (): JSX.Element =>
    props.quiet === true ? null : (props.coming ?? <p class="empty">{t('common.loading')}</p>);
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={coming()}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}
