import type { ClientSession } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Change, changeAtOnce, findAtOnce } from '../../mongo/commands.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { ContactLine, ContactSummary } from './contact-summary.ts';
import { ContactSummaryModel, type StoredContactSummary } from './contact-summary-model.ts';

/** A customer's summary with the one that was stored before; null where there was none, or what it was is not known. */
export interface SummaryChange {
  readonly before: ContactSummary | null;
  readonly after: ContactSummary;
}

/** The contact parts of the current tenant's customer summaries. */
export class ContactSummaryRepository {
  /** Those of the customers that the log knows. */
  async findByCustomers(ids: readonly CustomerId[], session?: ClientSession): Promise<ContactSummary[]> {
    const filter = { tenantId: currentTenant(), customerId: { $in: ids }, part: 'contact' };
    const projection = { _id: 0, tenantId: 0, part: 0 };
    return findAtOnce<ContactSummary>(ContactSummaryModel.collection.collectionName, { filter, projection }, session);
  }

  /** Keeps summaries in the place of those that were known before. Written is what is new in them: a whole summary is several times an entry of the log. */
  async save(changes: readonly SummaryChange[], session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    const written = changes.map(({ before, after }): Change => {
      const filter = { tenantId, customerId: after.customerId, part: 'contact' };
      if (before === null) {
        const document: StoredContactSummary & { tenantId: string } = { tenantId, part: 'contact', ...after };
        return { filter, by: { document } };
      }
      return { filter: { ...filter, seq: before.seq }, by: { operators: operatorsOf(before, after) } };
    });
    await changeAtOnce(ContactSummaryModel.collection.collectionName, written, session);
  }
}

/** What makes one summary of the other; what is the same object in both has not changed. */
function operatorsOf(before: ContactSummary, after: ContactSummary): object {
  const { seq, latestDay, lastContacts } = after;
  const lists = (['promises', 'disputes', 'notices'] as const).filter((name) => before[name] !== after[name]);
  const $set = { seq, latestDay, ...Object.fromEntries(lists.map((name) => [name, after[name]])) };
  if (before.lastContacts === lastContacts) return { $set };
  const added = addedInFront(before.lastContacts, lastContacts);
  if (added === null) return { $set: { ...$set, lastContacts } };
  return { $set, $push: { lastContacts: { $each: added, $position: 0, $slice: lastContacts.length } } };
}

/** What stands in front of the lines that were there before; null where they have changed in another way. */
function addedInFront(before: readonly ContactLine[], after: readonly ContactLine[]): readonly ContactLine[] | null {
  const [first] = before;
  const count = first === undefined ? after.length : after.indexOf(first);
  if (count < 1 || after.slice(count).some((line, place) => line !== before[place])) return null;
  return after.slice(0, count);
}
