import { findCustomers, readCustomerCard, readTimeline } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { type Clock, today } from '../../ports.ts';
import { type Customer, type CustomerService, idsOfCustomer } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { CustomerCardService } from './customer-card-service.ts';
import type { TimelineReadModel } from './timeline-read-model.ts';

const SEARCH_LIMIT = 20;
const TIMELINE_LIMIT = 50;

export interface CustomerCardServices {
  readonly clock: Clock;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly customerCards: CustomerCardService;
  readonly timelines: TimelineReadModel;
}

export function customerCardEndpoints(services: CustomerCardServices): Endpoint[] {
  const { clock, customers, ledgerPositions, customerCards, timelines } = services;
  return [
    endpoint(findCustomers, async ({ query, actor: { portfolio } }) => {
      const { run } = await ledgerPositions.positionAt();
      const found = await customers.search(query.search, run, SEARCH_LIMIT, portfolio);
      return { customers: found.map(presentCustomerRef) };
    }),
    endpoint(readCustomerCard, async ({ params, actor }) => customerCards.read(params.id as CustomerId, actor)),
    endpoint(readTimeline, async ({ params, query, actor }) => {
      const position = await ledgerPositions.positionAt();
      const customer = await customers.read(params.id as CustomerId, position.run);
      const { before, limit = TIMELINE_LIMIT } = query;
      const day = today(clock, actor.zone);
      const timeline = await timelines.read({
        customerIds: idsOfCustomer(customer),
        before,
        limit,
        today: day,
        position,
      });
      return { customer: presentCustomerRef(customer), ...timeline };
    }),
  ];
}

function presentCustomerRef({ id, number, name }: Customer): { id: string; number: string; name: string } {
  return { id, number, name };
}
