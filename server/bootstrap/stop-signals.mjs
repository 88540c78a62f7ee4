const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const POLL_MS = 500;

/**
 * Calls `stop` once when this process is told to end. Later signals change nothing: npm passes on what the terminal has sent us already.
 * Under npm it is called as well when npm's shell is gone, because that shell dies of a signal meant for us without passing it on.
 */
export function onStopSignal(env, stop) {
  let isTold = false;
  const tell = (signal) => {
    if (!isTold) {
      isTold = true;
      clearInterval(watch);
      stop(signal);
    }
  };
  const parent = process.ppid;
  const watch =
    env.npm_lifecycle_event && setInterval(() => process.ppid !== parent && tell('SIGTERM'), POLL_MS).unref();
  for (const signal of SIGNALS) {
    process.on(signal, tell);
  }
}
