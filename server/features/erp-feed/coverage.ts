import { DomainError } from '../../errors.ts';
import type { Profile } from './profile.ts';

/** Holds a coverage against the profile that it is used with. Throws DomainError `request_invalid` for a snapshot of a profile that takes none. */
export function requireCoverage({ name, takesSnapshots }: Profile, coverage: 'delta' | 'snapshot' = 'delta'): void {
  if (coverage === 'delta' || takesSnapshots) return;
  const problem = `cannot be a snapshot: the profile ${name} takes none`;
  throw new DomainError(
    'request_invalid',
    `The profile ${name} takes no snapshots: what a file leaves out stays as it is. Feed it as a delta.`,
    [{ field: 'coverage', problem }],
  );
}
