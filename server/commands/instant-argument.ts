import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { CommandFailed } from './command-context.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads an instant that a person typed, with its zone. Throws CommandFailed that names the option. */
export function instantArgument(option: string, text: string): Date {
  // A Date takes 31 November for 1 December.
  const day = INSTANT.exec(text)?.[1] ?? '';
  const instant = isCalendarDate(day) ? new Date(text) : null;
  if (instant !== null && !Number.isNaN(instant.getTime())) return instant;
  throw new CommandFailed(`--${option} is "${text}", which is no instant; write it as 2026-11-20T22:00:00Z.`);
}
