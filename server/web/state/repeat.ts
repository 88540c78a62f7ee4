import { ApiUnreachable } from '#shared/api/client.ts';

const TIMES = 2;

/** Whether a question is asked again by itself: only where no answer came. */
export function shouldRepeat(failures: number, error: unknown): boolean {
  return failures < TIMES && error instanceof ApiUnreachable;
}
