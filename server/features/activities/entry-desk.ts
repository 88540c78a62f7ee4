import type { Clock } from '../../ports.ts';
import { isNewActivity, type NewActivity, type NewEntry } from './activity-entry.ts';
import { requireFit, requireNamed } from './check-entry.ts';
import type { FreeText } from './free-text-service.ts';
import type { LedgerNames, NamedInLedger } from './ledger-names.ts';
import { type PreparedEntry, prepareEntry } from './new-log-entry.ts';

export interface LogSurroundings {
  readonly ledger: LedgerNames;
  readonly freeText: FreeText;
  readonly clock: Clock;
}

/** Checks what is to be logged, and makes it ready but for its number. */
export class EntryDesk {
  constructor(private readonly surroundings: LogSurroundings) {}

  /** Throws DomainError `customer_not_found`, `item_not_found` or `request_invalid` where one of the entries does not fit. */
  async prepare(entries: readonly NewEntry[]): Promise<PreparedEntry[]> {
    const [masked, named] = await Promise.all([this.masked(entries), this.namedIn(entries.filter(isNewActivity))]);
    const recordedAt = this.surroundings.clock.now();
    return masked.map((entry) => prepared(entry, recordedAt, named));
  }

  private async namedIn(activities: readonly NewActivity[]): Promise<NamedInLedger> {
    const customerIds = new Set(activities.map(({ customerId }) => customerId));
    const itemIds = new Set(activities.flatMap((activity) => activity.itemIds));
    if (customerIds.size === 0) return { customers: new Set(), items: new Map() };
    return this.surroundings.ledger.find([...customerIds], [...itemIds]);
  }

  private async masked(entries: readonly NewEntry[]): Promise<NewEntry[]> {
    const texts = entries.flatMap(({ note = '', subject = '' }) => [note, subject]);
    const masked = await this.surroundings.freeText.mask(texts);
    return entries.map((entry, place) => ({
      ...entry,
      ...(entry.note === undefined ? {} : { note: masked[2 * place] ?? '' }),
      ...(entry.subject === undefined ? {} : { subject: masked[2 * place + 1] ?? '' }),
    }));
  }
}

function prepared(entry: NewEntry, recordedAt: Date, named: NamedInLedger): PreparedEntry {
  if (isNewActivity(entry)) {
    requireNamed(entry, named);
    requireFit(entry, recordedAt);
  }
  return prepareEntry(entry, recordedAt, named.items);
}
