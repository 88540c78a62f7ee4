/** Takes one line of text for the person who waits. */
export type Say = (line: string) => void;

const QUIET_MS = 2_000;
const REPEAT_MS = 10_000;

/** Runs `work`; where it takes more than 2 s, says what is going on, then every 10 s how long it has taken, and its end. */
export async function withProgress<T>(what: string, say: Say, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  let repeated: NodeJS.Timeout | undefined;
  const quiet = setTimeout(() => {
    say(`${what} …`);
    repeated = setInterval(() => say(`${what} … ${seconds()} s`), REPEAT_MS);
  }, QUIET_MS);
  try {
    const result = await work();
    if (repeated) {
      say(`${what}: done after ${seconds()} s.`);
    }
    return result;
  } finally {
    clearTimeout(quiet);
    clearInterval(repeated);
  }
}
