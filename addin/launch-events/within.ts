/** The work's result, or the fallback where it throws, fails or takes longer than `ms`. Resolves always. */
export function within<T>(ms: number, fallback: T, work: () => Promise<T> | T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(fallback), ms);
    // Begun within a promise, so that what Outlook throws at once is a failure like any other.
    Promise.resolve()
      .then(work)
      .then(resolve, () => resolve(fallback));
  });
}
