import type { ItemRow, LedgerRow } from '../../receivables/run-service.ts';
import { day, neededAmount, neededNumber, number, text } from '../json/json-fields.ts';
import { at, listOf, type RecordOf } from '../json/json-member.ts';
import { applicationRow, type NamedDocument, unapplicationRow } from '../json/json-rows.ts';
import type { RecordContext } from '../json/record-kind.ts';

/** The parts of a credit note, overpayment or prepayment that were set against invoices. */
export const ALLOCATIONS = listOf('Allocations', {
  id: at('AllocationID', number),
  amount: at('Amount', neededAmount),
  day: at('Date', day),
  invoiceId: at('Invoice.InvoiceID', neededNumber),
  invoiceNumber: at('Invoice.InvoiceNumber', number),
  isDeleted: at('IsDeleted', text),
});

type Allocation = RecordOf<{ all: typeof ALLOCATIONS }>['all'][number];

/** The applications of a credit; taken back where Xero has deleted them. */
export function allocationRows(
  allocations: readonly Allocation[],
  { item, credit }: { readonly item: ItemRow; readonly credit: NamedDocument },
  context: RecordContext,
): LedgerRow[] {
  const ids = idsOf(allocations, item);
  return allocations.flatMap((allocation, index) => {
    const applied = context.money(`Allocations[${index}].Amount`, allocation.amount, item.amount.currency);
    if (applied === null) return [];
    const id = ids[index] ?? '';
    const invoice: NamedDocument = { type: 'invoice', number: allocation.invoiceNumber || allocation.invoiceId };
    const on = allocation.day ?? item.issuedOn;
    const row = applicationRow({ id, debit: invoice, credit, amount: applied, on }, context);
    return allocation.isDeleted === 'true' ? [row, unapplicationRow({ id, on }, context)] : [row];
  });
}

/** Xero's own ids, else what an allocation says, with a count where several of a credit say the same. */
function idsOf(allocations: readonly Allocation[], { key }: ItemRow): string[] {
  const counts = new Map<string, number>();
  return allocations.map(({ id, invoiceId, day: on, amount: applied }) => {
    if (id !== '') return id;
    const content = ['allocation', key.number, invoiceId, on ?? '', applied].join(':');
    const count = (counts.get(content) ?? 0) + 1;
    counts.set(content, count);
    return count === 1 ? content : `${content}#${count}`;
  });
}
