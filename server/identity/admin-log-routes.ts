import { listAdminChanges } from '#shared/api/admin-log.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { AdminLogService } from './admin-log-service.ts';

export function adminLogEndpoints({ adminLog }: { adminLog: AdminLogService }): Endpoint[] {
  return [
    endpoint(listAdminChanges, async ({ query }) => {
      const { changes, next } = await adminLog.list(query);
      const shown = changes.map(({ id, at, by, area, deed, subject, before, after }) => ({
        id,
        at: at.toISOString(),
        by,
        area,
        deed,
        subject,
        before,
        after,
      }));
      return { changes: shown, next };
    }),
  ];
}
