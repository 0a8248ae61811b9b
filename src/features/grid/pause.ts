interface TaskScheduler {
  postTask(task: () => void): Promise<void>;
}

/** Where the browser has none, timers wait some milliseconds each, and a second each in a window that is not seen. */
const { scheduler } = globalThis as { scheduler?: TaskScheduler };

/** Lets the page breathe: input and painting come before what follows. */
export const pause = (): Promise<void> =>
  scheduler
    ? scheduler.postTask(() => undefined)
    : new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
