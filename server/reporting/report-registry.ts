import type { CustomerService } from '../features/customers/customer-service.ts';
import type { ReceivablesReadModel } from '../features/receivables/receivables-read-model.ts';
import type { TeamService } from '../features/teams/team-service.ts';
import type { UserRepository } from '../identity/user-repository.ts';
import { activityListReport } from './activity-list/activity-list-report.ts';
import { collectorActivityReport } from './collector-activity/collector-activity-report.ts';
import { cashByTouchReport } from './collectors-board/cash-by-touch-report.ts';
import { collectorsBoardReport } from './collectors-board/collectors-board-report.ts';
import { settledPromisesReport } from './collectors-board/settled-promises-report.ts';
import { touchesReport } from './collectors-board/touches-report.ts';
import { contactedAfterPayingReport } from './contacted-after-paying/contacted-after-paying-report.ts';
import { creditExposureReport } from './credit-exposure/credit-exposure-report.ts';
import { dunnedTwiceReport } from './dunned-twice/dunned-twice-report.ts';
import { baselineCalibrationReport } from './effect/baseline-calibration-report.ts';
import { excessCashReport, type TemplateNames } from './effect/excess-cash-report.ts';
import { excessEpisodesReport } from './effect/excess-episodes-report.ts';
import { exceptionsReport } from './exceptions/exceptions-report.ts';
import { kpisReport } from './measures/kpis-report.ts';
import { measureRowsReport } from './measures/measure-rows-report.ts';
import { openItemsReport } from './open-items/open-items-report.ts';
import { paymentClassesReport } from './payment-classes/payment-classes-report.ts';
import { paymentTrailReport, untouchedPaymentsReport } from './payment-trail/payment-trail-report.ts';
import { pickedEasyReport } from './picked-easy/picked-easy-report.ts';
import { promisesReport } from './promises/promises-report.ts';
import { ageingReport } from './receivables-ageing/receivables-ageing-report.ts';
import { reconciliationReport } from './reconciliation/reconciliation-report.ts';
import type { Report } from './report.ts';
import { untouchedPastDueReport } from './untouched-past-due/untouched-past-due-report.ts';
import { neglectedCustomersReport } from './weekly-review/neglected-customers-report.ts';
import { weeklyReviewReport } from './weekly-review/weekly-review-report.ts';

export interface ReportSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
  readonly teams: TeamService;
  readonly users: UserRepository;
  readonly templateService: TemplateNames;
}

/** Every report there is; page, API, command line and files are all made from this list. */
export function allReports(sources: ReportSources): Report[] {
  const { customers } = sources;
  return [
    kpisReport(sources),
    measureRowsReport(sources),
    ageingReport(customers),
    openItemsReport(sources),
    creditExposureReport(sources),
    exceptionsReport(sources),
    collectorActivityReport,
    activityListReport(customers),
    paymentTrailReport,
    untouchedPaymentsReport,
    paymentClassesReport,
    promisesReport,
    pickedEasyReport,
    dunnedTwiceReport,
    contactedAfterPayingReport,
    reconciliationReport(customers),
    excessCashReport(sources.templateService),
    excessEpisodesReport,
    baselineCalibrationReport,
    untouchedPastDueReport,
    collectorsBoardReport(sources),
    touchesReport(sources),
    cashByTouchReport(sources),
    settledPromisesReport(sources),
    weeklyReviewReport(sources),
    neglectedCustomersReport,
  ];
}
