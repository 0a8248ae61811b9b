/** What is awaited while something lives: the end of it ends the waiting. */
export interface Lifeline {
  /** Settles as `work` does, or rejects when the life ends before. */
  guard<T>(work: Promise<T>): Promise<T>;
  end(reason: Error): void;
}

/** A life that has just begun. Unlike a race with one promise of the end, it keeps nothing of what is done. */
export function createLifeline(): Lifeline {
  const waiting = new Set<(reason: Error) => void>();
  let ended: Error | null = null;
  return {
    guard: (work) =>
      new Promise((resolve, reject) => {
        const leave = (): void => void waiting.delete(reject);
        waiting.add(reject);
        work.then(resolve, reject).finally(leave);
        if (ended) reject(ended);
      }),
    end: (reason) => {
      ended ??= reason;
      for (const reject of waiting) reject(ended);
      waiting.clear();
    },
  };
}
