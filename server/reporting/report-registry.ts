import type { CustomerService } from '../features/customers/customer-service.ts';
import type { ReceivablesReadModel } from '../features/receivables/receivables-read-model.ts';
import { activityListReport } from './activity-list/activity-list-report.ts';
import { collectorActivityReport } from './collector-activity/collector-activity-report.ts';
import { creditExposureReport } from './credit-exposure/credit-exposure-report.ts';
import { exceptionsReport } from './exceptions/exceptions-report.ts';
import { openItemsReport } from './open-items/open-items-report.ts';
import { paymentTrailReport, untouchedPaymentsReport } from './payment-trail/payment-trail-report.ts';
import { ageingReport } from './receivables-ageing/receivables-ageing-report.ts';
import type { Report } from './report.ts';
import { untouchedPastDueReport } from './untouched-past-due/untouched-past-due-report.ts';

export interface ReportSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
}

/** Every report there is; page, API, command line and files are all made from this list. */
export function allReports(sources: ReportSources): Report[] {
  const { customers } = sources;
  return [
    ageingReport(customers),
    openItemsReport(sources),
    creditExposureReport(sources),
    exceptionsReport(sources),
    collectorActivityReport,
    activityListReport(customers),
    paymentTrailReport(customers),
    untouchedPaymentsReport(customers),
    untouchedPastDueReport(sources),
  ];
}
