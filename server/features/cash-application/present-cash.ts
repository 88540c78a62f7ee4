import type { CashDecisionView, CashMatchProposalView, UnappliedPaymentView } from '#shared/api/cash-application.ts';
import type { CustomerRef } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { Customer } from '../customers/customer-service.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import type { FollowedDecision } from './cash-decision-repository.ts';
import type { UnappliedPayment } from './cash-view-service.ts';
import type { DecisionState } from './decision-state.ts';
import type { Proposal } from './proposal.ts';

type Customers = ReadonlyMap<CustomerId, Customer>;

/** Of whom money is that nobody knows whose it is: nobody's. */
export function presentUnapplied(
  { payment, proposals, leftAside }: UnappliedPayment,
  { customers, unidentifiedId }: { customers: Customers; unidentifiedId: CustomerId },
): UnappliedPaymentView {
  const { receipt, reference, customerId } = payment;
  return {
    payment: presentDocument(payment),
    customer: customerId === unidentifiedId ? null : presentCustomer(customerId, customers),
    payerName: receipt?.payerName ?? '',
    payerAccount: receipt?.payerAccount ?? '',
    text: receipt?.text ?? reference,
    leftAside:
      leftAside === null ? null : { by: leftAside.by.name, at: leftAside.at.toISOString(), note: leftAside.note },
    proposals: proposals.map((proposal) => presentProposal(proposal, customers)),
  };
}

export function presentDecision(
  decision: FollowedDecision,
  state: DecisionState,
  customers: Customers,
): CashDecisionView {
  const {
    id,
    decision: kind,
    sentence,
    rule,
    evidence,
    parts,
    customerId,
    shortPay,
    note,
    by,
    at,
    outcomes,
  } = decision;
  const undone = outcomes.find(({ entry }) => entry === 'undone');
  return {
    id,
    decision: kind,
    state,
    sentence,
    rule,
    evidence: [...evidence],
    parts: [...parts],
    customer: customerId === null ? null : presentCustomer(customerId, customers),
    shortPay: shortPay === null ? null : { ...shortPay, rests: [...shortPay.rests] },
    note,
    by: by.name,
    at: at.toISOString(),
    runNumber: outcomes.find(({ entry }) => entry === 'posted')?.runNumber ?? null,
    undone: undone === undefined ? null : { by: undone.by.name, at: undone.at.toISOString(), reason: undone.reason },
  };
}

function presentProposal(proposal: Proposal, customers: Customers): CashMatchProposalView {
  const { id, rule, confidence, evidence, customerId, items, parts, paymentLeft, itemsLeft } = proposal;
  return {
    id,
    rule,
    confidence,
    evidence: [...evidence],
    customer: customerId === null ? null : presentCustomer(customerId, customers),
    items: items.map(presentDocument),
    parts: [...parts],
    paymentLeft,
    itemsLeft,
  };
}

function presentDocument({ id, key, kind, issuedOn, dueOn, amount, left }: ItemOnDay) {
  return { id, number: key.number, on: issuedOn, dueOn: isDebit(kind) ? dueOn : null, amount, left };
}

function presentCustomer(id: CustomerId, customers: Customers): CustomerRef {
  const { number = '', name = '' } = customers.get(id) ?? {};
  return { id, number, name };
}
