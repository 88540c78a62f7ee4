import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CompanyAmount, ItemRow, LedgerRow, StatedLeftRow } from '../../receivables/run-service.ts';
import { addressField, amountField, currencyField, dayField, listField, rateField, textField } from '../field.ts';
import type { RowContext } from '../profile.ts';

/** The columns in which a source may say more of a document than what it was posted as. */
export const STATE_FIELDS = {
  open_amount: amountField('What is left of it at the end of the file’s day; the ledger then says the same.'),
  erp_status: textField('The ERP’s own word for its state; kept as it is.'),
  company_amount: amountField('Its amount in the company’s own currency, as the ERP posted it.'),
  company_currency: currencyField('The currency of `company_amount`; that of the mapping where it is empty.'),
  rate: rateField('What one unit of `currency` was worth in `company_currency`; needed with `company_amount`.'),
  rate_on: dayField('The day of the rate; the document’s day where it is empty.'),
  other_numbers: listField('Other numbers that a payer may name, such as an order’s, parted by a vertical bar.'),
  document_url: addressField('Where the document can be seen.'),
} as const;

export interface StateCells {
  readonly open_amount: string | null;
  readonly erp_status: string;
  readonly company_amount: string | null;
  readonly company_currency: CurrencyCode | null;
  readonly rate: string | null;
  readonly rate_on: CalendarDate | null;
  readonly other_numbers: readonly string[];
  readonly document_url: string;
}

/** A document with what its row says of its state, and what is left of it where the row says so. */
export function withState(item: ItemRow, cells: StateCells, context: RowContext): LedgerRow[] {
  const { erp_status: erpStatus, other_numbers: otherNumbers, document_url: documentUrl } = cells;
  const company = companyAmount(item, cells, context);
  const row: ItemRow = {
    ...item,
    ...(erpStatus === '' ? {} : { erpStatus }),
    ...(company === null ? {} : { company }),
    ...(otherNumbers.length === 0 ? {} : { otherNumbers }),
    ...(documentUrl === '' ? {} : { documentUrl }),
  };
  const left = cells.open_amount === null ? null : statedLeft(item, cells.open_amount, context);
  return left === null ? [row] : [row, left];
}

/** In a file of signed amounts what is left of a credit item is below 0, as its amount is. */
function statedLeft(item: ItemRow, openAmount: string, context: RowContext): StatedLeftRow | null {
  const isSigned = context.mapping.signedAmounts === true;
  const stated = context.money(
    'open_amount',
    isSigned ? openAmount.replace(/^-/, '') : openAmount,
    item.amount.currency,
  );
  if (stated === null) return null;
  if (stated.minor >= 0) return { type: 'stated_left', line: context.line, item: item.key, left: stated };
  context.problem('open_amount', 'is below 0; the kind of the document gives the sign');
  return null;
}

function companyAmount(
  item: ItemRow,
  cells: StateCells,
  { mapping, money, problem }: RowContext,
): CompanyAmount | null {
  const { company_amount: written, rate } = cells;
  const currency = cells.company_currency ?? mapping.currency ?? null;
  if (written === null || currency === item.amount.currency) return null;
  if (rate === null) problem('rate', 'is empty; an amount in the company’s currency comes with its rate');
  const amount = money('company_amount', written.replace(/^-/, ''), currency);
  return amount === null || rate === null ? null : { amount, rate, rateOn: cells.rate_on ?? item.issuedOn };
}
