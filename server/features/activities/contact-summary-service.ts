import type { CustomerId } from '#shared/domain/ids.ts';
import { combinedSummary } from './combined-summary.ts';
import type { ContactSummary } from './contact-summary.ts';
import type { ContactSummaryRepository } from './contact-summary-repository.ts';
import { type ContactPart, presentContactSummary } from './present-activity.ts';

export type { ContactLine, ContactSummary, NoticeLine, PromiseLine } from './contact-summary.ts';
export type { ContactPart } from './present-activity.ts';

/** What the log knows of a customer, in one read. */
export class ContactSummaries {
  constructor(
    private readonly summaries: ContactSummaryRepository,
    /** All ids under which a customer was ever written of. */
    private readonly idsOf: (customerId: CustomerId) => Promise<readonly CustomerId[]>,
  ) {}

  /** The summary of a customer, of those merged into it too; an empty one where nothing was ever logged. */
  async read(customerId: CustomerId): Promise<ContactSummary> {
    return combinedSummary(customerId, await this.summaries.findByCustomers(await this.idsOf(customerId)));
  }

  /** The contact part of a customer card, from summaries that were read with the money part: of all ids that the customer has. */
  present(
    customerId: CustomerId,
    summaries: readonly ContactSummary[],
    today: ContactSummary['latestDay'],
  ): ContactPart {
    if (summaries.length === 0) return { lastContacts: [], openPromises: [], openDisputes: [] };
    return presentContactSummary(combinedSummary(customerId, summaries), today);
  }
}
