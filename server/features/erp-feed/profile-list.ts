import { FEED_PROFILES, type FeedProfileName } from '#shared/api/feed-mapping.ts';
import { DomainError } from '../../errors.ts';
import type { Profile } from './profile.ts';
import { bai2 } from './profiles/bai2.ts';
import { bankCsv } from './profiles/bank-csv.ts';
import { businessCentral } from './profiles/business-central.ts';
import { businessCentralCsv } from './profiles/business-central-csv.ts';
import { camt } from './profiles/camt.ts';
import { clearedItems } from './profiles/cleared-items.ts';
import { customers } from './profiles/customers.ts';
import { invoices } from './profiles/invoices.ts';
import { mt940 } from './profiles/mt940.ts';
import { mt942 } from './profiles/mt942.ts';
import { openItems } from './profiles/open-items.ts';
import { payments } from './profiles/payments.ts';
import { quickbooks } from './profiles/quickbooks.ts';
import { quickbooksCsv } from './profiles/quickbooks-csv.ts';
import { xero } from './profiles/xero.ts';
import { xeroCsv } from './profiles/xero-csv.ts';

export const PROFILES: Readonly<Record<FeedProfileName, Profile>> = {
  customers,
  invoices,
  payments,
  'cleared-items': clearedItems,
  'business-central': businessCentral,
  'business-central-csv': businessCentralCsv,
  'open-items': openItems,
  quickbooks,
  'quickbooks-csv': quickbooksCsv,
  xero,
  'xero-csv': xeroCsv,
  camt,
  mt940,
  mt942,
  bai2,
  'bank-csv': bankCsv,
};

/** The profile of a name. Throws DomainError `feed_profile_unknown` with those that there are. */
export function profileNamed(name: string): Profile {
  const known = FEED_PROFILES.find((profile) => profile === name);
  if (known !== undefined) return PROFILES[known];
  throw new DomainError('feed_profile_unknown', `There is no profile "${name}"; there are ${listedProfiles()}.`);
}

/** The names of all profiles, those that were never tried on a file of the vendor's or a bank's marked so. */
export function listedProfiles(): string {
  const named = FEED_PROFILES.map((name) => (PROFILES[name].sample === 'untried' ? `${name} (untried)` : name));
  return named.join(', ');
}
