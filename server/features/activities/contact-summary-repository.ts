import mongoose, { type ClientSession } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { ContactSummary } from './contact-summary.ts';
import { ContactSummaryModel, type StoredContactSummary } from './contact-summary-model.ts';

/** The contact parts of the current tenant's customer summaries. */
export class ContactSummaryRepository {
  /** Those of the customers that the log knows. */
  async findByCustomers(ids: readonly CustomerId[], session?: ClientSession): Promise<ContactSummary[]> {
    const filter = { customerId: mongoose.trusted({ $in: ids }), part: 'contact' };
    const projection = { _id: 0, tenantId: 0, part: 0 };
    const found = ContactSummaryModel.find(filter as never, projection, session === undefined ? {} : { session });
    return await found.lean<ContactSummary[]>();
  }

  async save(summaries: readonly ContactSummary[], session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    const writes = summaries.map((summary) => {
      const stored: StoredContactSummary & { tenantId: string } = { tenantId, part: 'contact', ...summary };
      const filter = { tenantId, customerId: summary.customerId, part: 'contact' };
      return { replaceOne: { filter, replacement: stored, upsert: true } };
    });
    await ContactSummaryModel.collection.bulkWrite(writes, { session });
  }
}
