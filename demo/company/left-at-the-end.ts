import type { SampleBooks } from './sample-company.ts';

/** What is left of each invoice, credit memo and payment at the end of the last day, by its number, in minor units of its own currency. */
export function leftAtTheEnd(books: Omit<SampleBooks, 'users' | 'activities'>): Map<string, number> {
  const left = new Map<string, number>();
  for (const { number, amount } of [...books.invoices, ...books.payments]) left.set(number, amount.minor);
  const lessen = (number: string, minor: number): void => {
    left.set(number, (left.get(number) ?? 0) - minor);
  };
  const takenBack = new Set(books.unapplications.map(({ applicationId }) => applicationId));
  for (const { id, invoiceNumber, creditNumber, amount } of books.applications) {
    if (takenBack.has(id)) continue;
    lessen(invoiceNumber, amount.minor);
    lessen(creditNumber, amount.minor);
  }
  for (const { invoiceNumber, amount } of books.adjustments) lessen(invoiceNumber, amount.minor);
  for (const { paymentNumber, amount } of books.reversals) lessen(paymentNumber, amount.minor);
  return left;
}
