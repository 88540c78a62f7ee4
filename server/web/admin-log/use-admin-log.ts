import { useQuery } from '@tanstack/preact-query';
import { ADMIN_AREAS, type AdminArea, listAdminChanges } from '#shared/api/admin-log.ts';
import { usePageSession } from '../state/page-context.ts';

/** Which changes an address asks for. */
export interface AskedChanges {
  readonly area: AdminArea | undefined;
  readonly by: string | undefined;
  /** Only what is older than this one. */
  readonly after: string | undefined;
}

/** What the address of the page asks for; what it does not know it leaves out. */
export function askedIn({ area, by, after }: Readonly<Record<string, string | undefined>>): AskedChanges {
  return {
    area: ADMIN_AREAS.find((one) => one === area),
    by: by?.trim() === '' ? undefined : by?.trim(),
    after: after === '' ? undefined : after,
  };
}

/** The address of the page that asks for these. */
export function adminLogHref(asked: Partial<AskedChanges>): string {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '/admin/log' : `/admin/log?${new URLSearchParams(given)}`;
}

/** A page of what was changed in the company's set-up. */
export function useAdminLog(asked: AskedChanges) {
  const session = usePageSession();
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return useQuery({
    queryKey: ['admin log', asked],
    queryFn: ({ signal }) => session.api.call(listAdminChanges, { query, signal }),
  });
}
