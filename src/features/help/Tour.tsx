import { createEffect, on, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { keyLabel } from '../../ui/command.ts';
import './tour.css';

/** What each step points at, in order. */
export const tourSteps = ['gallery', 'editor', 'result', 'keep'] as const;
export type TourStep = (typeof tourSteps)[number];

export interface TourProps {
  readonly step: TourStep;
  /** Whether a person asked for it: the focus then goes to it. */
  readonly asked: boolean;
  onStep(step: TourStep): void;
  /** Gone through or skipped. */
  onEnd(): void;
}

/** Four sentences on what is where, beside the page and never over it: the page marks the part that a step is about. */
export function Tour(props: TourProps): JSX.Element {
  let heading: HTMLHeadingElement | undefined;
  const at = (): number => tourSteps.indexOf(props.step);
  const last = (): boolean => at() === tourSteps.length - 1;
  const go = (by: number): void => {
    const next = tourSteps[at() + by];
    if (next) props.onStep(next);
    else props.onEnd();
  };
  createEffect(
    on(
      () => props.asked,
      (asked) => {
        if (asked) heading?.focus();
      },
    ),
  );
  return (
    <section class="tour" aria-label={t('help.tour')} data-testid="tour" data-step={props.step}>
      <div class="tour-text" aria-live="polite">
        <h2 ref={heading} tabindex="-1">
          <span class="muted">{t('help.tour_step', { n: at() + 1, of: tourSteps.length })}</span>{' '}
          {t(`help.tour_${props.step}`)}
        </h2>
        <p>
          {t(`help.tour_${props.step}_text`, {
            key: keyLabel(props.step === 'keep' ? 'Mod+S' : 'Mod+Enter'),
          })}
        </p>
      </div>
      <footer class="tour-foot">
        <Show when={!last()}>
          <button type="button" class="button tour-skip" onClick={() => props.onEnd()}>
            {t('help.tour_skip')}
          </button>
        </Show>
        <Show when={at() > 0}>
          <button type="button" class="button" onClick={() => go(-1)}>
            {t('help.tour_back')}
          </button>
        </Show>
        <button type="button" class="button" data-look="outline" onClick={() => go(1)}>
          {last() ? t('help.tour_done') : t('help.tour_next')}
        </button>
      </footer>
    </section>
  );
}
