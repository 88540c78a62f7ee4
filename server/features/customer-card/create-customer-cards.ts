import type { Clock } from '../../ports.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { CustomerSummaryReadModel } from '../receivables/customer-summary-read-model.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { CustomerCardService } from './customer-card-service.ts';
import { TimelineReadModel } from './timeline-read-model.ts';

export interface CustomerCardSources {
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: ReceivablesReadModel;
  readonly customerSummaries: CustomerSummaryReadModel;
  readonly contactSummaries: ContactSummaries;
  readonly activityService: ActivityService;
}

/** Makes what a customer is shown by: the card and the line of time. */
export function createCustomerCards(sources: CustomerCardSources, clock: Clock) {
  const { customers, ledgerPositions: positions, customerSummaries, contactSummaries } = sources;
  return {
    customerCards: new CustomerCardService({ positions, customers, customerSummaries, contactSummaries }, clock),
    timelines: new TimelineReadModel(sources.receivables, sources.activityService),
  };
}
