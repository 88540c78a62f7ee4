import { FEED_PROFILES, type FeedProfileName } from '#shared/api/feed-runs.ts';
import { DomainError } from '../../errors.ts';
import type { Profile } from './profile.ts';
import { clearedItems } from './profiles/cleared-items.ts';
import { customers } from './profiles/customers.ts';
import { invoices } from './profiles/invoices.ts';
import { payments } from './profiles/payments.ts';

export const PROFILES: Readonly<Record<FeedProfileName, Profile>> = {
  customers,
  invoices,
  payments,
  'cleared-items': clearedItems,
};

/** The profile of a name. Throws DomainError `feed_profile_unknown` with those that there are. */
export function profileNamed(name: string): Profile {
  const known = FEED_PROFILES.find((profile) => profile === name);
  if (known !== undefined) return PROFILES[known];
  throw new DomainError(
    'feed_profile_unknown',
    `There is no profile "${name}"; there are ${FEED_PROFILES.join(', ')}.`,
  );
}
