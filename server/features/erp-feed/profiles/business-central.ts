import { DISPUTE_STATUSES } from '#shared/domain/open-item.ts';
import { businessCentralCustomers } from '../business-central/business-central-customers.ts';
import { businessCentralCreditMemos, businessCentralInvoices } from '../business-central/business-central-documents.ts';
import { businessCentralEntries } from '../business-central/business-central-entries.ts';
import { businessCentralMovements } from '../business-central/business-central-movements.ts';
import { JSON_FORMATS } from '../json/json-formats.ts';
import { jsonProfile } from '../json/json-profile.ts';
import { refusedKind } from '../json/record-kind.ts';

const PATHS = ['value[]', ''];

/** Field names and their meaning: Microsoft's API reference of Business Central (MicrosoftDocs/dynamics365smb-devitpro-pb), v2.0, finance reports and analytics. */
export const businessCentral = jsonProfile({
  name: 'business-central',
  about:
    'What Business Central’s APIs answer: customers, salesInvoices, salesCreditMemos and customerLedgerEntries, those of the analytics API with what was applied. A blank currency is the company’s own, which the mapping gives as `currency`.',
  sample: 'untried',
  takesSnapshots: true,
  formats: JSON_FORMATS,
  words: { disputeStatus: DISPUTE_STATUSES },
  kinds: [
    businessCentralMovements,
    refusedKind(
      PATHS,
      'These are customerPayments, which are lines of a journal that nobody has posted; feed customerLedgerEntries, which hold the posted ones.',
      (record) => 'appliesToInvoiceNumber' in record || 'appliesToInvoiceId' in record,
    ),
    refusedKind(
      PATHS,
      'These are detailedCustomerLedgerEntries, which do not say of which document each is; feed customerLedgerEntries of the analytics API, which hold the same with their documents.',
      (record) => 'entryType' in record && 'entryNumber' in record,
    ),
    businessCentralEntries,
    businessCentralCreditMemos,
    businessCentralInvoices,
    businessCentralCustomers,
  ],
  morePages: (root) =>
    '@odata.nextLink' in root
      ? 'More pages follow this one (@odata.nextLink). A snapshot needs all of them in one file, one after another.'
      : null,
});
