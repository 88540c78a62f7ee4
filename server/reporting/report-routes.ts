import { pipeline } from 'node:stream/promises';
import { readReport } from '#shared/api/reports.ts';
import { DomainError } from '../errors.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { TenantRepository } from '../identity/tenant-repository.ts';
import { csvOf } from './report-csv.ts';
import type { ReportService } from './report-service.ts';
import { sortRows } from './sort-rows.ts';

export function reportEndpoints({
  reports,
  tenants,
}: {
  reports: ReportService;
  tenants: TenantRepository;
}): Endpoint[] {
  return [
    endpoint(readReport, async ({ params: { name }, query, actor, res }) => {
      const tenant = await tenants.findById(actor.tenantId);
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const answer = await reports.answer(name, query, tenant);
      const rows = sortRows(answer.rows, query.sort);
      if (query.format === 'csv') {
        res.setHeader('Content-Type', 'text/csv; charset=utf-8');
        res.setHeader('Content-Disposition', `attachment; filename="${name}-${answer.asOf ?? answer.to}.csv"`);
        await pipeline(csvOf(reports.find(name), rows), res);
        return answer;
      }
      const offset = query.offset ?? 0;
      return { ...answer, rows: rows.slice(offset, offset + (query.limit ?? answer.rowCount)) };
    }),
  ];
}
