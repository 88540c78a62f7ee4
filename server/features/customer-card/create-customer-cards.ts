import type { Clock } from '../../ports.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { CustomerSummaryReadModel } from '../receivables/customer-summary-read-model.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { ColleagueNames, type People } from './colleague-names.ts';
import { CustomerCardService } from './customer-card-service.ts';
import { type DocumentsOf, DocumentsShown } from './documents-shown.ts';
import { TimelineReadModel } from './timeline-read-model.ts';

export interface CustomerCardSources {
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: ReceivablesReadModel;
  readonly customerSummaries: CustomerSummaryReadModel;
  readonly contactSummaries: ContactSummaries;
  readonly activityService: ActivityService;
  /** The people of the company. */
  readonly users: People;
  readonly invoiceDocuments: DocumentsOf;
}

/** Makes what a customer is shown by: the card and the line of time. */
export function createCustomerCards(sources: CustomerCardSources, clock: Clock) {
  const { customers, ledgerPositions: positions, customerSummaries, contactSummaries } = sources;
  const summaries = { customerSummaries, contactSummaries };
  const colleagues = new ColleagueNames(sources.users);
  const documents = new DocumentsShown(sources.invoiceDocuments);
  return {
    customerCards: new CustomerCardService({ positions, customers, ...summaries, colleagues, documents }, clock),
    timelines: new TimelineReadModel(sources.receivables, sources.activityService),
  };
}
