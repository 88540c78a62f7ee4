import type { CustomerId } from '#shared/domain/ids.ts';
import { type ContactSummary, emptyContactSummary } from './contact-summary.ts';
import type { ContactSummaryRepository } from './contact-summary-repository.ts';
import { type ContactPart, presentContactSummary } from './present-activity.ts';

export type { ContactLine, ContactSummary, NoticeLine, PromiseLine } from './contact-summary.ts';
export type { ContactPart } from './present-activity.ts';

/** What the log knows of a customer, in one read. */
export class ContactSummaries {
  constructor(private readonly summaries: ContactSummaryRepository) {}

  /** The summary of a customer; an empty one where nothing was ever logged. */
  async read(customerId: CustomerId): Promise<ContactSummary> {
    const [summary] = await this.summaries.findByCustomers([customerId]);
    return summary ?? emptyContactSummary(customerId);
  }

  /** The contact part of a customer card, from a summary that was read with the money part; null where the log knows nothing of the customer. */
  present(summary: ContactSummary | null, today: ContactSummary['latestDay']): ContactPart {
    if (summary === null) return { lastContacts: [], openPromises: [], openDisputes: [] };
    return presentContactSummary(summary, today);
  }
}
