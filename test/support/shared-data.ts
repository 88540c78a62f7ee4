import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** The path of a sample file that lies beside the clone and is not part of it. */
export function sharedData(...path: string[]): string {
  return join(FOLDER, ...path);
}

/** Skips the test, or from a `before` hook its describe, where the sample data are not there: the one skip that CI allows. */
export function skipWithoutSharedData(context: Context): void {
  if (existsSync(FOLDER)) {
    return;
  }
  const runnable = context.test;
  const isHook = runnable !== undefined && 'type' in runnable && runnable.type === 'hook';
  Object.assign((isHook ? runnable.parent : runnable) ?? {}, { withoutSharedData: true });
  context.skip();
}
