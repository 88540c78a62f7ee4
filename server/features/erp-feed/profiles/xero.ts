import { DOTNET_FORMATS } from '../json/json-formats.ts';
import { jsonProfile } from '../json/json-profile.ts';
import { valueAt } from '../json/json-value.ts';
import { refusedKind } from '../json/record-kind.ts';
import { xeroContacts } from '../xero/xero-contacts.ts';
import { xeroCreditNotes, xeroOverpayments, xeroPrepayments } from '../xero/xero-credits.ts';
import { xeroInvoices } from '../xero/xero-invoices.ts';
import { xeroPayments } from '../xero/xero-payments.ts';

/** Field names and their meaning: Xero's OpenAPI description 16.1 (XeroAPI/Xero-OpenAPI, MIT). */
export const xero = jsonProfile({
  name: 'xero',
  about:
    'What Xero’s accounting API answers: Contacts, Invoices with their Payments, Payments, CreditNotes, Overpayments and Prepayments with their Allocations. Days are those of the organisation; what Xero has voided or deleted is taken back on its own day.',
  sample: 'vendor',
  takesSnapshots: true,
  formats: DOTNET_FORMATS,
  kinds: [
    xeroContacts,
    xeroInvoices,
    xeroPayments,
    xeroCreditNotes,
    xeroOverpayments,
    xeroPrepayments,
    refusedKind(
      ['Reports[]'],
      'This is one of Xero’s reports, which says what Xero made of its documents; feed Invoices, Payments, CreditNotes, Overpayments and Prepayments, and hold our ageing against the report.',
    ),
  ],
  morePages(root) {
    const [page, pages] = ['page', 'pageCount'].map((name) => Number(valueAt(root, ['pagination', name]) ?? 0));
    if (page === undefined || pages === undefined || page >= pages) return null;
    return `This is page ${page} of ${pages}: more follow. A snapshot needs all of them in one file, one after another.`;
  },
});
