import { dayNumber } from '#shared/domain/calendar-date.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import { batchesOf } from './batches-of.ts';
import type { FactsBook } from './facts-book.ts';
import { activityFact, LOG_FIELDS, type LoggedFact } from './stored-facts.ts';

/** From so many entries on, the templates of all messages are read at once. */
const MANY = 20_000;

/** Which entries of the log: those after a number, up to another; with `knownAt` only what was recorded by then. */
export interface LogStep {
  readonly after: number;
  readonly seq: number;
  readonly knownAt?: Date | undefined;
}

/** Brings the log of a book from one entry to a later one. Answers how many they were, and when the last was recorded, in milliseconds since 1970; 0 where there is none. */
export async function takeLog(
  book: FactsBook,
  { after, seq, knownAt }: LogStep,
): Promise<{ count: number; recordedUntil: number }> {
  const filter = {
    tenantId: currentTenant(),
    seq: { $gt: after, $lte: seq },
    kind: { $in: ['activity', 'withdrawal', 'delivery', 'resolution'] },
    ...(knownAt === undefined ? {} : { recordedAt: { $lte: knownAt } }),
  };
  const log = collectionNamed<LoggedFact>('activities');
  const cursor = log.find(filter as never, { projection: LOG_FIELDS }).sort({ seq: 1 });
  const templates = seq - after > MANY ? await allTemplates() : null;
  const taken = { count: 0, recordedUntil: 0 };
  for await (const batch of batchesOf(cursor)) {
    const entries = batch as unknown as LoggedFact[];
    const templateOf = templates ?? (await templatesOf(entries));
    taken.count += entries.length;
    for (const entry of entries) {
      takeEntry(book, entry, templateOf);
      taken.recordedUntil = Math.max(taken.recordedUntil, entry.recordedAt.getTime());
    }
  }
  return taken;
}

function takeEntry(book: FactsBook, entry: LoggedFact, templateOf: ReadonlyMap<string, string>): void {
  const { kind, refersTo, delivery } = entry;
  if (kind === 'activity') book.putActivity(activityFact(entry, templateOf));
  else if (refersTo !== null && kind === 'withdrawal') book.withdraw(refersTo);
  else if (refersTo !== null && kind === 'resolution') book.resolve(refersTo, dayNumber(entry.businessDay));
  else if (refersTo !== null && delivery !== null) book.setDelivery(refersTo, delivery);
}

/** From which template each message was made, by the message's id. */
async function templatesOf(entries: readonly LoggedFact[]): Promise<Map<string, string>> {
  const ids = entries.filter(({ kind }) => kind === 'activity').map(({ dispatchId }) => dispatchId);
  const $in = [...new Set(ids.filter((id) => id !== null))];
  if ($in.length === 0) return new Map();
  return foundTemplates({ tenantId: currentTenant(), _id: { $in } });
}

async function allTemplates(): Promise<Map<string, string>> {
  return foundTemplates({ tenantId: currentTenant() });
}

async function foundTemplates(filter: object): Promise<Map<string, string>> {
  const dispatches = collectionNamed<{ _id: string; template: { id: string } }>('dispatches');
  const found = new Map<string, string>();
  for await (const batch of batchesOf(dispatches.find(filter as never, { projection: { 'template.id': 1 } }))) {
    for (const { _id, template } of batch) found.set(String(_id), template.id);
  }
  return found;
}
