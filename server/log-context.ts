import { AsyncLocalStorage } from 'node:async_hooks';

/** For what a line of the log was written: a request, or a time of what is timed. */
export type LogContext = { readonly requestId: string } | { readonly job: string; readonly jobRunId: string };

const store = new AsyncLocalStorage<LogContext>();

/** Runs `work` so that each line that it logs says for what. */
export function inLogContext<T>(context: LogContext, work: () => T): T {
  return store.run(context, work);
}

/** For what this code runs; undefined where nobody has said. */
export function logContext(): LogContext | undefined {
  return store.getStore();
}
