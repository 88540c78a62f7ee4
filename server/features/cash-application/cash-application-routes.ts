import {
  decideCashMatch,
  listCashDecisions,
  listUnappliedPayments,
  postCertainMatches,
  undoCashDecision,
} from '#shared/api/cash-application.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { CashApplication } from './cash-application-service.ts';
import type { CashView } from './cash-view-service.ts';
import type { CertainMatches } from './certain-matches-service.ts';
import { presentDecision, presentUnapplied } from './present-cash.ts';

const PAYMENTS_A_PAGE = 50;
const DECISIONS_A_PAGE = 50;

interface Sources {
  readonly cashView: CashView;
  readonly cashApplication: CashApplication;
  readonly certainMatches: CertainMatches;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
}

export function cashApplicationEndpoints(sources: Sources): Endpoint[] {
  const { cashView, cashApplication, certainMatches } = sources;
  return [
    endpoint(listUnappliedPayments, async ({ query }) => {
      const { customer, all = 'no', offset = 0, limit = PAYMENTS_A_PAGE } = query;
      const customerId = customer === undefined ? undefined : await standing(customer as CustomerId, sources);
      const page = { customerId, all: all === 'yes', offset, limit };
      const { payments, total, bench, customers } = await cashView.list(page);
      const { unidentifiedId, settings, view } = bench;
      return {
        payments: payments.map((payment) => presentUnapplied(payment, { customers, unidentifiedId })),
        total,
        autoPost: settings.autoPost,
        dataAsOf: view.position.dataAsOf?.toISOString() ?? null,
      };
    }),
    endpoint(decideCashMatch, async ({ params, body, actor, idempotencyKey: key }) =>
      cashApplication.decide(params.paymentId as ItemId, body, { actor, key }),
    ),
    endpoint(postCertainMatches, async ({ actor, idempotencyKey: key }) => certainMatches.post({ actor, key })),
    endpoint(listCashDecisions, async ({ query }) => {
      const { payment, before, limit = DECISIONS_A_PAGE } = query;
      const found = await cashApplication.list({ paymentId: payment as ItemId | undefined, before, limit });
      const last = found.length === limit ? found.at(-1) : undefined;
      const customers = await customersOf(
        found.map(({ decision }) => decision.customerId),
        sources,
      );
      return {
        decisions: found.map(({ decision, state }) => presentDecision(decision, state, customers)),
        nextBefore: last?.decision.id ?? null,
      };
    }),
    endpoint(undoCashDecision, async ({ params, body, actor, idempotencyKey: key }) =>
      cashApplication.undo(params.id, body.reason, { actor, key }),
    ),
  ];
}

/** The customer of that id, or who stands for it since a merge. */
async function standing(id: CustomerId, { customers, ledgerPositions }: Sources): Promise<CustomerId> {
  return (await customers.read(id, (await ledgerPositions.positionAt()).run)).id;
}

async function customersOf(ids: readonly (CustomerId | null)[], { customers, ledgerPositions }: Sources) {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const found = await customers.findByIds(known, (await ledgerPositions.positionAt()).run);
  return new Map(found.map((customer) => [customer.id, customer]));
}
