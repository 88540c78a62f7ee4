import { JSON_FORMATS } from '../json/json-formats.ts';
import { jsonProfile } from '../json/json-profile.ts';
import { quickbooksCustomers } from '../quickbooks/quickbooks-customers.ts';
import {
  quickbooksCreditMemos,
  quickbooksDeletedDocuments,
  quickbooksInvoices,
} from '../quickbooks/quickbooks-documents.ts';
import { quickbooksCashSales } from '../quickbooks/quickbooks-entity.ts';
import { quickbooksPayments } from '../quickbooks/quickbooks-payments.ts';

/** Field names and their meaning: Intuit's reference of the accounting API and its SDK for .NET (Apache-2.0), as their entity classes name them. */
export const quickbooks = jsonProfile({
  name: 'quickbooks',
  about:
    'What QuickBooks Online’s accounting API answers to a query, a change data capture or a single read: Customer, Invoice, CreditMemo and Payment. What a payment paid is read from its lines.',
  sample: 'untried',
  takesSnapshots: true,
  formats: JSON_FORMATS,
  kinds: [
    quickbooksCustomers,
    quickbooksInvoices,
    quickbooksCreditMemos,
    quickbooksPayments,
    ...quickbooksDeletedDocuments,
    ...quickbooksCashSales,
  ],
});
