import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { type ReportQuery, readReport } from '#shared/api/reports.ts';
import { DomainError } from '../errors.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { companyReadWith } from '../identity/find-actor.ts';
import type { TenantRepository } from '../identity/tenant-repository.ts';
import { answerAsJson } from './answer-as-json.ts';
import { csvOf } from './report-csv.ts';
import type { ReportService } from './report-service.ts';
import { workbookOf } from './report-xlsx.ts';
import { sortRows } from './sort-rows.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function reportEndpoints({
  reports,
  tenants,
}: {
  reports: ReportService;
  tenants: TenantRepository;
}): Endpoint[] {
  return [
    endpoint(readReport, async ({ params: { name }, query, actor, res }) => {
      const tenant = companyReadWith(actor) ?? (await tenants.findById(actor.tenantId));
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const answer = await reports.answer(name, query, tenant);
      const rows = sortRows(answer.rows, query.sort);
      if (query.format === 'csv' || query.format === 'xlsx') {
        await sendFile(res, { report: reports.find(name), answer, query, rows });
        return answer;
      }
      if (isWhole(query)) {
        res.locals.answerAsJson = answerAsJson(answer);
        return answer;
      }
      const offset = query.offset ?? 0;
      return { ...answer, rows: rows.slice(offset, offset + (query.limit ?? answer.rowCount)) };
    }),
  ];
}

/** Sends the rows as a file to be opened elsewhere. */
async function sendFile(
  res: Response,
  { report, answer, query, rows }: Parameters<typeof workbookOf>[0],
): Promise<void> {
  const isCsv = query.format === 'csv';
  const name = `${report.name}-${answer.asOf ?? answer.to}.${isCsv ? 'csv' : 'xlsx'}`;
  const workbook = isCsv ? null : await workbookOf({ report, answer, query, rows });
  res.setHeader('Content-Type', isCsv ? 'text/csv; charset=utf-8' : WORKBOOK);
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  if (workbook === null) await pipeline(csvOf(report, rows), res);
  else res.end(workbook);
}

/** Whether every row is asked for, in the report's own order. */
function isWhole({ sort, offset, limit }: ReportQuery): boolean {
  return [sort, offset, limit].every((part) => part === undefined);
}
