import { createEffect, createSignal, type Accessor } from 'solid-js';
import type { TourStep } from '../features/help/Tour.tsx';
import type { Settings } from './settings.ts';

export interface TourState {
  readonly step: Accessor<TourStep | null>;
  /** Whether it was asked for, and did not come by itself. */
  readonly asked: Accessor<boolean>;
  start(): void;
  go(step: TourStep): void;
  end(): void;
}

/**
 * The tour of a first visit: comes by itself when the first answer is there, once, until it was gone through or skipped. Must be called
 * inside a reactive root.
 */
export function createTour(settings: Settings, answered: Accessor<boolean>): TourState {
  const [step, setStep] = createSignal<TourStep | null>(null);
  const [asked, setAsked] = createSignal(false);
  let offered = settings.tourSeen();
  createEffect(() => {
    if (offered || !answered()) return;
    offered = true;
    setStep('gallery');
  });
  return {
    step,
    asked,
    start: () => {
      offered = true;
      setAsked(true);
      setStep('gallery');
    },
    go: setStep,
    end: () => {
      setStep(null);
      setAsked(false);
      settings.markTourSeen();
    },
  };
}
