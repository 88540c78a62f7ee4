const EVERY_MS = 2_000;

/** Says every two seconds what is being done, for as long as it lasts. `doing` is asked anew each time. */
export async function withProgress<T>(
  say: (line: string) => void,
  doing: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => say(doing()), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
