/**
 * Resolves when what was set is on screen: behind the next frame, and behind what else waits for that frame (keys that were pressed
 * meanwhile), since what comes then takes its time. At once, nearly, where nothing is drawn (a tab in the background).
 */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    const later = (): void => void setTimeout(() => setTimeout(resolve, 0), 0);
    if (document.hidden) later();
    else requestAnimationFrame(later);
  });

/** Resolves when what was set is on screen and the page has nothing else to do: for what may come a moment later. */
export const settled = (): Promise<void> => painted().then(() => idle(500));

/** Resolves when the page has nothing else to do, or after `most` milliseconds. */
export const idle = (most: number): Promise<void> =>
  new Promise((resolve) => {
    // Not every browser tells when it is idle.
    if ('requestIdleCallback' in window)
      window.requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: most },
      );
    else setTimeout(resolve, Math.min(most, 200));
  });
