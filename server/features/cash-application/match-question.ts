import type { CustomerId } from '#shared/domain/ids.ts';
import type { Customer } from '../customers/customer-service.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import type { KnownPayers, OpenInvoice, OpenPayment } from './matching/match.ts';
import { accountKey, payerNameKey } from './payer-keys.ts';
import type { Payer, PayerKey } from './payer-repository.ts';
import { writtenNumberKeys } from './written-numbers.ts';

/** What a payment says of itself in words: what the payer wrote, and the references of banks and ERP. */
function wordsOf({ receipt, reference }: ItemOnDay): string[] {
  if (receipt === undefined) return [reference];
  const named = receipt.remittance.map(({ number }) => number);
  return [receipt.text, ...named, receipt.endToEndId, reference].filter((text) => text !== '');
}

/** By what the documents are looked up that a payment may name. */
export function numberKeysOf(payment: ItemOnDay): string[] {
  return writtenNumberKeys(wordsOf(payment));
}

/** By what the payer of some money is known. */
export function payerKeysOf({ receipt }: ItemOnDay): PayerKey[] {
  if (receipt === undefined) return [];
  const keys: PayerKey[] = [
    { kind: 'account', key: accountKey(receipt.payerAccount) },
    { kind: 'name', key: payerNameKey(receipt.payerName) },
  ];
  return keys.filter(({ key }) => key !== '');
}

/** A debit item as the matching sees it. */
export function openInvoiceOf(item: ItemOnDay, customer: Customer | undefined): OpenInvoice {
  const { id, key, customerId, left, issuedOn, dueOn, disputeStatus, otherNumbers = [], reference } = item;
  const names = customer === undefined ? [] : [customer.name, ...customer.otherNames];
  return {
    id,
    number: key.number,
    otherNumbers: reference === '' ? otherNumbers : [...otherNumbers, reference],
    customerId,
    customerNames: names.filter((name) => name !== ''),
    companyCode: key.companyCode,
    currency: left.currency,
    left: left.minor,
    issuedOn,
    dueOn,
    disputed: disputeStatus === 'disputed' || disputeStatus === 'pending',
    discounts: [],
  };
}

/** A payment as the matching sees it. `unidentifiedId` is the customer of money of which nobody knows whose it is. */
export function openPaymentOf(payment: ItemOnDay, unidentifiedId: CustomerId): OpenPayment {
  const { id, left, issuedOn: on, receipt, reference, customerId } = payment;
  const remittance = (receipt?.remittance ?? []).map(({ number, amount }) => ({
    number,
    amount: amount === null || amount.currency !== left.currency ? null : amount.minor,
  }));
  return {
    id,
    currency: left.currency,
    left: left.minor,
    on,
    payerName: receipt?.payerName ?? '',
    payerAccount: receipt?.payerAccount ?? '',
    text:
      receipt === undefined ? reference : [receipt.text, receipt.endToEndId].filter((text) => text !== '').join(' '),
    remittance,
    customerId: customerId === unidentifiedId ? null : customerId,
  };
}

/** What decisions have taught, for the matching. */
export function knownPayers(payers: readonly Payer[]): KnownPayers {
  const known = new Map<string, CustomerId[]>();
  for (const { kind, key, customerId } of payers) {
    known.set(`${kind} ${key}`, [...(known.get(`${kind} ${key}`) ?? []), customerId]);
  }
  const customersOf = (kind: Payer['kind'], key: string) => known.get(`${kind} ${key}`) ?? [];
  return {
    customersOfAccount: (account) => customersOf('account', accountKey(account)),
    customersOfName: (name) => customersOf('name', payerNameKey(name)),
  };
}
