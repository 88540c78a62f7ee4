/** Something that goes wrong in ordinary life; its message is the one sentence that says what to do. */
export class PlainFailure extends Error {}

const QUIET_MS = 2_000;
const REPEAT_MS = 10_000;

/** Speaks to the person at the terminal. On stderr: stdout belongs to what a command answers. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Does `work`; where it takes more than 2 s, says what is going on, then every 10 s for how long, and that it is done. */
export async function withProgress(what, work) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  let repeated;
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
