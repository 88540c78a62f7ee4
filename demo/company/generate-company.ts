import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { generateBooks } from './generate-books.ts';
import type { SampleCompany } from './sample-company.ts';
import { activitiesOfThreads, demoThreads } from './threads.ts';

/** The seed of the company that the demo shows. */
export const DEMO_SEED = 20_261_121;

/**
 * The sample company: its customers, eighteen months of invoices and payments, what its collectors did, and its mail, up to the day before
 * `today`. Made from the seed and the day alone: the same two give the same bytes on every machine.
 */
export function generateCompany({ seed, today }: { seed: number; today: CalendarDate }): SampleCompany {
  const books = generateBooks({ seed, today });
  const threads = demoThreads(books);
  const activities = [...books.activities, ...activitiesOfThreads(threads)].sort(byTime);
  return { ...books, activities, threads };
}

function byTime(a: { occurredAt: string }, b: { occurredAt: string }): number {
  if (a.occurredAt === b.occurredAt) return 0;
  return a.occurredAt < b.occurredAt ? -1 : 1;
}
