import { laterOf } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { isOpenPromise } from '#shared/domain/promise-to-pay.ts';
import {
  type ContactSummary,
  emptyContactSummary,
  LAST_CONTACTS,
  latestFirst,
  newestBySet,
} from './contact-summary.ts';

/** What the log knows of a customer under all ids that it has: the same as from the one log that theirs make up together. */
export function combinedSummary(customerId: CustomerId, parts: readonly ContactSummary[]): ContactSummary {
  const [only] = parts;
  if (only === undefined) return emptyContactSummary(customerId);
  if (parts.length === 1) return { ...only, customerId };
  const latestDay = parts.map((part) => part.latestDay).reduce(laterOf);
  const bySeq = (a: { readonly seq: number }, b: { readonly seq: number }) => a.seq - b.seq;
  const notices = parts.flatMap((part) => part.notices).sort(latestFirst);
  return {
    customerId,
    seq: Math.max(...parts.map(({ seq }) => seq)),
    latestDay,
    lastContacts: parts
      .flatMap((part) => part.lastContacts)
      .sort(latestFirst)
      .slice(0, LAST_CONTACTS),
    promises: newestBySet(parts.flatMap((part) => part.promises).sort(bySeq)).filter((promise) =>
      isOpenPromise(promise, latestDay),
    ),
    disputes: newestBySet(parts.flatMap((part) => part.disputes).sort(bySeq)),
    notices: notices.filter(({ code }, place) => notices.findIndex((notice) => notice.code === code) === place),
  };
}
