import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { type Money, moneyFromDecimal } from '#shared/domain/money.ts';
import { UNIDENTIFIED } from '#shared/domain/unidentified.ts';
import type { ItemRow, Receipt } from '../../receivables/run-service.ts';
import type { Reading } from '../field.ts';
import { moneyOf } from '../table/row-reader.ts';
import { type BankTransaction, referenceOf, type StatedAmount } from './bank-statement.ts';
import type { NumberedPart } from './payment-numbers.ts';

const LONGEST_REFERENCE = 500;
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 300;
const MOST_REMITTANCES = 1_000;

interface Place {
  readonly source: string;
  readonly mapping: FeedMapping;
  readonly number: string;
}

/** Money received, as an item of nobody yet: whose it is and what it pays is found afterwards, from what the bank says of it. */
export function receiptItem(part: NumberedPart, { source, mapping, number }: Place): ItemRow {
  const { entry, transaction, amount, on } = part;
  const receipt = receiptOf(part);
  return {
    type: 'item',
    line: entry.line,
    key: {
      source,
      companyCode: mapping.companyCode ?? '',
      documentType: 'payment',
      number,
      fiscalYear: '',
      instalment: '',
    },
    kind: 'payment',
    customerNumber: UNIDENTIFIED,
    customerName: '',
    amount,
    issuedOn: on,
    dueOn: on,
    disputeStatus: 'none',
    reference: referenceFor(transaction, receipt),
    receipt,
  };
}

/** The amount of a currency that a bank states; what is wrong with it where it has too many decimals, or no such currency exists. */
export function bankMoney({ decimal, currency }: StatedAmount, mapping: FeedMapping): Reading<Money> {
  if (currency !== '' && !isCurrencyCode(currency)) return { problem: `is in ${currency}, no currency of ISO 4217` };
  return moneyOf(decimal, currency === '' ? null : (currency as CurrencyCode), mapping);
}

function receiptOf({ account, entry, transaction }: NumberedPart): Receipt {
  return {
    payerName: transaction.payerName.slice(0, LONGEST_NAME),
    payerAccount: transaction.payerAccount.replace(/\s+/g, ''),
    bankReference: referenceOf(transaction.bankReference) || referenceOf(entry.bankReference),
    endToEndId: referenceOf(transaction.endToEndId),
    account,
    text: transaction.text.slice(0, LONGEST_TEXT),
    remittance: transaction.remittance.slice(0, MOST_REMITTANCES).map(({ number, amount }) => ({
      number,
      amount: amount === null ? null : remittedMoney(amount),
    })),
  };
}

/** An amount beside a document number only helps the finding: where it is no money it is left out. */
function remittedMoney({ decimal, currency }: StatedAmount): Money | null {
  return isCurrencyCode(currency) ? moneyFromDecimal(decimal, currency) : null;
}

function referenceFor({ text }: BankTransaction, { remittance, endToEndId }: Receipt): string {
  const numbers = remittance.map(({ number }) => number).join(' ');
  return (text || numbers || endToEndId).slice(0, LONGEST_REFERENCE);
}
