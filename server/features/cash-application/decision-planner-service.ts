import type { decideCashMatch } from '#shared/api/cash-application.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { CashSettings } from '../../identity/tenant-settings.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { ItemOnDay, ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import type { LedgerView } from './candidate-pool.ts';
import { type CashDecision, type DecidedPart, digest, type ShortPay } from './cash-decision.ts';
import { inWords, refused, requireFittingParts, shortPayOf } from './check-parts.ts';
import type { DecidedItems, RowsOf } from './decision-rows.ts';
import { sentenceOf } from './decision-sentence.ts';
import type { MatchProposals } from './match-proposals-service.ts';
import { payerKeysOf } from './match-question.ts';
import { type Proposal, SAME_MONEY } from './proposal.ts';
import { whyNotSameMoney } from './same-money.ts';

export type DecisionBody = BodyOf<typeof decideCashMatch>;
type Body<K extends DecisionBody['decision']> = Extract<DecisionBody, { decision: K }>;

/** A decision that fits the ledger as it stands, with what its rows are made from. */
export interface PlannedDecision extends Pick<RowsOf, 'items' | 'identified'> {
  readonly decision: CashDecision;
}

export interface PlannerSources {
  readonly receivables: ReceivablesReadModel;
  readonly customers: CustomerService;
  readonly proposals: MatchProposals;
}

/** What a decision is made against. */
export interface Bench {
  readonly view: LedgerView;
  readonly settings: CashSettings;
  /** The customer of money of which nobody knows whose it is. */
  readonly unidentifiedId: CustomerId;
}

const NOTHING = {
  proposalId: '',
  customerId: null,
  parts: [],
  shortPay: null,
  otherPaymentId: null,
  note: '',
  rule: '',
  evidence: [],
  teaches: [],
  proposalsSeen: '',
} as const;

/** Holds what a person decides against the ledger as it stands. Whatever does not fit is refused with a DomainError and a sentence; nothing is written. */
export class DecisionPlanner {
  constructor(private readonly sources: PlannerSources) {}

  /** Throws DomainError `cash_match_not_found`, `item_not_found`, `customer_not_found`, `cash_match_outdated` or `cash_match_refused`. */
  async plan(paymentId: ItemId, body: DecisionBody, bench: Bench): Promise<PlannedDecision> {
    const payment = await this.paymentOf(paymentId, bench.view);
    switch (body.decision) {
      case 'accept':
        return this.accept(payment, body, bench);
      case 'split':
        return this.split(payment, body, bench);
      case 'identify':
        return this.identify(payment, body, bench);
      case 'same_money':
        return this.sameMoney(payment, body.otherPaymentId as ItemId, bench);
      case 'leave':
        return this.leave(payment, body, bench);
    }
  }

  /** A proposal as a decision; `by` says whether a person accepts it or it posts by itself. Only persons teach. */
  async ofProposal(
    proposal: Proposal,
    by: 'accept' | 'automatic',
    { unidentifiedId, view, shortPay = null }: Bench & { shortPay?: ShortPay | null },
  ): Promise<PlannedDecision> {
    const { parts, payments, items, rule, evidence } = proposal;
    const customerId = this.customerBy(payments, items, { unidentifiedId });
    const decision: CashDecision = {
      ...NOTHING,
      decision: by,
      proposalId: proposal.id,
      paymentIds: payments.map(({ id }) => id),
      customerId,
      parts,
      shortPay,
      rule,
      evidence,
      itemIds: [...payments, ...items].map(({ id }) => id),
      teaches: by === 'accept' ? payments.flatMap(payerKeysOf) : [],
      sentence: sentenceOf(parts, byId([...payments, ...items]), shortPay),
    };
    const identified = await this.identifiedBy(payments, customerId, { unidentifiedId, view });
    return { decision, items: byId([...payments, ...items]), identified };
  }

  /** That a bank's entry is a payment of the ERP's, as a decision that nobody has to make. */
  async ofSameMoney(
    { id: proposalId, rule, evidence, payments, items }: Proposal,
    bench: Bench,
  ): Promise<PlannedDecision> {
    const [payment, other] = [payments[0], items[0]];
    if (payment === undefined || other === undefined) throw new Error('The same money is two payments.');
    const planned = await this.sameMoney(payment, other.id, bench);
    return { ...planned, decision: { ...planned.decision, proposalId, rule, evidence } };
  }

  private async accept(payment: ItemOnDay, body: Body<'accept'>, bench: Bench): Promise<PlannedDecision> {
    const proposed = await this.sources.proposals.of([payment], bench.view, bench.settings);
    const proposal = proposed.get(payment.id)?.find(({ id }) => id === body.proposalId);
    if (proposal === undefined) {
      throw new DomainError('cash_match_outdated', 'That is no longer what is proposed; look at the payment again.');
    }
    if (proposal.rule === SAME_MONEY) return this.ofSameMoney(proposal, bench);
    const items = byId([...proposal.payments, ...proposal.items]);
    requireFittingParts(proposal.parts, items);
    const tolerance = bench.settings.writeOffTolerance;
    const shortPay = shortPayOf(body.shortPay, proposal.parts, { items, tolerance });
    return this.ofProposal(proposal, 'accept', { ...bench, shortPay });
  }

  private async split(payment: ItemOnDay, body: Body<'split'>, bench: Bench): Promise<PlannedDecision> {
    const named = await this.itemsOf(
      body.parts.map(({ itemId }) => itemId as ItemId),
      bench.view,
    );
    const items = byId([payment, ...named]);
    const parts: DecidedPart[] = body.parts.map(({ itemId, amount }) => ({
      paymentId: payment.id,
      itemId: itemId as ItemId,
      amount,
    }));
    requireFittingParts(parts, items);
    const shortPay = shortPayOf(body.shortPay, parts, { items, tolerance: bench.settings.writeOffTolerance });
    const customerId = await this.statedCustomer(payment, body.customerId as CustomerId | undefined, bench);
    const whose = customerId ?? this.customerBy([payment], named, bench);
    return {
      decision: {
        ...NOTHING,
        decision: 'split',
        paymentIds: [payment.id],
        customerId: whose,
        parts,
        shortPay,
        itemIds: [...items.keys()],
        teaches: payerKeysOf(payment),
        sentence: sentenceOf(parts, items, shortPay),
      },
      items,
      identified: await this.identifiedBy([payment], whose, bench),
    };
  }

  private async identify(payment: ItemOnDay, body: Body<'identify'>, bench: Bench): Promise<PlannedDecision> {
    // Where it was merged, that is the customer who stands for it.
    const customer = await this.sources.customers.read(body.customerId as CustomerId, bench.view.position.run);
    const { id: customerId } = customer;
    if (payment.customerId !== bench.unidentifiedId) {
      throw refused(`It is known whose ${payment.key.number} is. Where a decision said so, undo that decision.`);
    }
    return {
      decision: {
        ...NOTHING,
        decision: 'identify',
        paymentIds: [payment.id],
        customerId,
        itemIds: [payment.id],
        teaches: payerKeysOf(payment),
        sentence: `${inWords(payment.left)} of ${payment.key.number} is money of ${customer.name}.`,
      },
      items: byId([payment]),
      identified: await this.identifiedBy([payment], customerId, bench),
    };
  }

  private async sameMoney(payment: ItemOnDay, otherId: ItemId, { view }: Bench): Promise<PlannedDecision> {
    const other = await this.paymentOf(otherId, view, 'any');
    const why = whyNotSameMoney(payment, other);
    if (why !== null) throw refused(why);
    if (payment.left.minor !== payment.amount.minor) {
      throw refused(`${payment.key.number} is applied in part; undo that first.`);
    }
    return {
      decision: {
        ...NOTHING,
        decision: 'same_money',
        paymentIds: [payment.id],
        otherPaymentId: other.id,
        itemIds: [payment.id, other.id],
        rule: SAME_MONEY,
        sentence: `${payment.key.number} is the same money as ${other.key.number}; the bank’s entry is taken out.`,
      },
      items: byId([payment, other]),
      identified: null,
    };
  }

  private async leave(payment: ItemOnDay, { note }: Body<'leave'>, bench: Bench): Promise<PlannedDecision> {
    const proposed = await this.sources.proposals.of([payment], bench.view, bench.settings);
    return {
      decision: {
        ...NOTHING,
        decision: 'leave',
        paymentIds: [payment.id],
        note,
        itemIds: [payment.id],
        proposalsSeen: proposalsSeen(proposed.get(payment.id) ?? []),
        sentence: `${payment.key.number} is left until something else is proposed of it.`,
      },
      items: byId([payment]),
      identified: null,
    };
  }

  private async paymentOf(id: ItemId, view: LedgerView, left: 'some' | 'any' = 'some'): Promise<ItemOnDay> {
    const [payment] = await this.sources.receivables.findItems([id], view.asOf, view.position);
    if (payment === undefined || payment.kind !== 'payment') {
      throw new DomainError('cash_match_not_found', 'There is no such payment.');
    }
    if (left === 'some' && payment.left.minor <= 0) {
      throw new DomainError('cash_match_outdated', `Nothing is left of ${payment.key.number}.`);
    }
    return payment;
  }

  private async itemsOf(ids: readonly ItemId[], view: LedgerView): Promise<ItemOnDay[]> {
    const found = await this.sources.receivables.findItems([...new Set(ids)], view.asOf, view.position);
    const known = new Set(found.map(({ id }) => id));
    if (ids.every((id) => known.has(id))) return found;
    throw new DomainError('item_not_found', 'There is no such item.');
  }

  /** The customer that the request says, held against what is known. */
  private async statedCustomer(payment: ItemOnDay, stated: CustomerId | undefined, { view, unidentifiedId }: Bench) {
    if (stated === undefined) return null;
    const { id } = await this.sources.customers.read(stated, view.position.run);
    if (payment.customerId === unidentifiedId || payment.customerId === id) return id;
    throw refused(`${payment.key.number} is known to be another customer’s; leave the customer out.`);
  }

  /** Whose the money is by the items that it pays. Throws where nobody knows yet, and the items do not tell. */
  private customerBy(
    payments: readonly ItemOnDay[],
    items: readonly ItemOnDay[],
    { unidentifiedId }: Pick<Bench, 'unidentifiedId'>,
  ): CustomerId | null {
    const known = payments.find(({ customerId }) => customerId !== unidentifiedId);
    if (known !== undefined) return known.customerId;
    const owners = [...new Set(items.map(({ customerId }) => customerId))];
    const [only] = owners;
    if (only !== undefined && owners.length === 1) return only;
    throw refused('The items are of several customers, and nobody knows yet whose the money is; name its customer.');
  }

  private async identifiedBy(
    payments: readonly ItemOnDay[],
    customerId: CustomerId | null,
    { unidentifiedId, view }: Pick<Bench, 'unidentifiedId' | 'view'>,
  ): Promise<PlannedDecision['identified']> {
    const lost = payments.filter((payment) => payment.customerId === unidentifiedId);
    if (lost.length === 0 || customerId === null) return null;
    const { number } = await this.sources.customers.read(customerId, view.position.run);
    return { paymentIds: lost.map(({ id }) => id), customerNumber: number };
  }
}

/** What was proposed of a payment when somebody looked at it; another one when that has changed. */
export function proposalsSeen(proposals: readonly Proposal[]): string {
  return digest(JSON.stringify(proposals.map(({ id }) => id).sort()));
}

function byId(items: readonly ItemOnDay[]): DecidedItems {
  return new Map(items.map((item) => [item.id, item]));
}
