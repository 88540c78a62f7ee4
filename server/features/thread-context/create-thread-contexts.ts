import type { Clock } from '../../ports.ts';
import type { CustomerCardService } from '../customer-card/customer-card-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { ThreadContextService } from './thread-context-service.ts';
import { ThreadLinkRepository } from './thread-link-repository.ts';
import { ThreadLinkService } from './thread-link-service.ts';
import { ThreadLookupReadModel } from './thread-lookup-read-model.ts';

export interface ThreadContextSources {
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly customerCards: CustomerCardService;
}

/** Makes what tells whose a thread is, and remembers what people say of it. */
export function createThreadContexts(sources: ThreadContextSources, clock: Clock) {
  const { customers, ledgerPositions: positions, customerCards: cards } = sources;
  const lookups = new ThreadLookupReadModel();
  const links = new ThreadLinkRepository();
  return {
    threadContexts: new ThreadContextService({ lookups, positions, cards }, clock),
    threadLinks: new ThreadLinkService({ links, customers, positions }, clock),
  };
}
