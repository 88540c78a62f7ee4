import type { SampleBooks } from '../../../demo/company/sample-company.ts';
import type { CustomerId, ItemId } from '../../../shared/domain/ids.ts';
import type { ItemKind, LedgerEntries, OpenItem } from '../../../shared/domain/open-item.ts';

/** The sample company's documents as the domain's ledger knows them; ids are the documents' numbers. */
export function ledgerOf(books: Omit<SampleBooks, 'users' | 'activities'>): LedgerEntries {
  const takeBack = books.reversals.map(({ id, paymentNumber, amount, on }) => ({
    id,
    itemId: paymentNumber as ItemId,
    amount,
    on,
  }));
  return {
    items: [
      ...books.invoices.map((invoice) => item(invoice.kind, invoice)),
      ...books.payments.map((payment) => item('payment', { ...payment, issuedOn: payment.on, dueOn: payment.on })),
    ],
    applications: books.applications.map(({ id, invoiceNumber, creditNumber, amount, on }) => ({
      id,
      debitItemId: invoiceNumber as ItemId,
      creditItemId: creditNumber as ItemId,
      debitAmount: amount,
      creditAmount: amount,
      on,
      derived: false,
    })),
    unapplications: books.unapplications,
    adjustments: books.adjustments.map(({ invoiceNumber, ...rest }) => ({ ...rest, itemId: invoiceNumber as ItemId })),
    reversals: takeBack,
    statedLefts: [],
  };
}

type Document = Pick<OpenItem, 'amount' | 'issuedOn' | 'dueOn'> & {
  readonly number: string;
  readonly customerNumber: string;
};

function item(kind: ItemKind, { number, customerNumber, amount, issuedOn, dueOn }: Document): OpenItem {
  return {
    id: number as ItemId,
    key: { source: '', companyCode: '', documentType: kind, number, fiscalYear: '', instalment: '' },
    kind,
    customerId: customerNumber as CustomerId,
    amount,
    issuedOn,
    dueOn,
    disputeStatus: 'none',
    reference: '',
  };
}
