import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { SettingsService } from '../../identity/settings-service.ts';
import { type Clock, today } from '../../ports.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import {
  type ItemOnDay,
  type ReceivablesReadModel,
  unidentifiedCustomerId,
} from '../receivables/receivables-read-model.ts';
import type { CashDecisionRepository, FollowedDecision } from './cash-decision-repository.ts';
import { type Bench, proposalsSeen } from './decision-planner-service.ts';
import type { MatchProposals, ProposalsByPayment } from './match-proposals-service.ts';
import type { Proposal } from './proposal.ts';

export interface CashViewSources {
  readonly clock: Clock;
  readonly zoneOf: () => Promise<string>;
  readonly settings: SettingsService;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: ReceivablesReadModel;
  readonly customers: CustomerService;
  readonly proposals: MatchProposals;
  readonly decisions: CashDecisionRepository;
}

export interface UnappliedPage {
  readonly customerId: CustomerId | undefined;
  /** Also those that were left aside. */
  readonly all: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Money received that is not wholly applied. */
export interface UnappliedPayment {
  readonly payment: ItemOnDay;
  readonly proposals: readonly Proposal[];
  /** The decision to leave it; null where nobody decided so, or something else is proposed since. */
  readonly leftAside: FollowedDecision | null;
}

export interface UnappliedPayments {
  readonly payments: readonly UnappliedPayment[];
  readonly total: number;
  readonly bench: Bench;
  readonly customers: ReadonlyMap<CustomerId, Customer>;
}

/** What there is to decide on: the payments of the current tenant of which something is left, with what is proposed of them. */
export class CashView {
  constructor(private readonly sources: CashViewSources) {}

  now(): Date {
    return this.sources.clock.now();
  }

  /** The ledger as it stands, for today in the company's zone, and how the company wants its money applied. */
  async bench(): Promise<Bench> {
    const { clock, zoneOf, settings, ledgerPositions } = this.sources;
    const view = { position: await ledgerPositions.positionAt(), asOf: today(clock, await zoneOf()) };
    return { view, settings: await settings.read(), unidentifiedId: unidentifiedCustomerId() };
  }

  /** Every payment of which something is left today, oldest first. */
  async openPayments({ view }: Bench, customerId?: CustomerId): Promise<ItemOnDay[]> {
    const of = customerId === undefined ? undefined : [customerId];
    return this.sources.receivables.openPayments(view.asOf, view.position, of);
  }

  /** Throws DomainError `cash_match_not_found` unless there is such a payment, whatever is left of it. */
  async requirePayment(id: ItemId): Promise<void> {
    const { view } = await this.bench();
    const [item] = await this.sources.receivables.findItems([id], view.asOf, view.position);
    if (item?.kind !== 'payment') throw new DomainError('cash_match_not_found', 'There is no such payment.');
  }

  async proposalsOf(payments: readonly ItemOnDay[], { view, settings }: Bench): Promise<ProposalsByPayment> {
    return this.sources.proposals.of(payments, view, settings);
  }

  /** A page of the unapplied payments, oldest first, without those that were left aside unless they are asked for. */
  async list({ customerId, all, offset, limit }: UnappliedPage): Promise<UnappliedPayments> {
    const bench = await this.bench();
    const { customers } = this.sources;
    const payments = await this.openPayments(bench, customerId);
    const aside = await this.leftAside(payments, bench);
    const shown = all ? payments : payments.filter(({ id }) => !aside.has(id));
    const page = shown.slice(offset, offset + limit);
    const proposals = await this.proposalsOf(page, bench);
    const ids = page.flatMap((payment) => [payment.customerId, ...idsIn(proposals.get(payment.id) ?? [])]);
    const found = await customers.findByIds([...new Set(ids)], bench.view.position.run);
    return {
      payments: page.map((payment) => ({
        payment,
        proposals: proposals.get(payment.id) ?? [],
        leftAside: aside.get(payment.id) ?? null,
      })),
      total: shown.length,
      bench,
      customers: new Map(found.map((customer) => [customer.id, customer])),
    };
  }

  /** Payments whose last decision is to leave them, as long as the same is proposed of them as then. */
  private async leftAside(payments: readonly ItemOnDay[], bench: Bench): Promise<Map<ItemId, FollowedDecision>> {
    const left = new Map<ItemId, FollowedDecision>();
    for (const decision of await this.sources.decisions.findOnItems(
      payments.map(({ id }) => id),
      'leave',
    )) {
      const [paymentId] = decision.paymentIds;
      const stands = decision.outcomes.every(({ entry }) => entry === 'posted');
      if (paymentId !== undefined && stands && !left.has(paymentId)) left.set(paymentId, decision);
    }
    const candidates = payments.filter(({ id }) => left.has(id));
    const proposals = await this.proposalsOf(candidates, bench);
    for (const { id } of candidates) {
      if (left.get(id)?.proposalsSeen !== proposalsSeen(proposals.get(id) ?? [])) left.delete(id);
    }
    return left;
  }
}

function idsIn(proposals: readonly Proposal[]): CustomerId[] {
  return proposals.flatMap(({ items }) => items.map(({ customerId }) => customerId));
}
