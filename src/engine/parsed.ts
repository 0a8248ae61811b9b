/** Resolves when all of the page's own markup is there. */
export const parsed = (): Promise<void> =>
  document.readyState === 'loading'
    ? new Promise((resolve) => {
        document.addEventListener('DOMContentLoaded', () => {
          resolve();
        });
      })
    : Promise.resolve();
