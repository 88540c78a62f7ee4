import { activitiesPage } from './activities-page.tsx';
import { ageingPage } from './ageing-page.tsx';
import {
  cashByTouchPage,
  collectorsBoardPage,
  neglectedCustomersPage,
  touchesPage,
  weeklyReviewPage,
} from './board-pages.tsx';
import { contactedAfterPayingPage, dunnedTwicePage, pickedEasyPage, reconciliationPage } from './check-pages.tsx';
import { collectorActivityPage } from './collector-activity-page.tsx';
import { creditExposurePage } from './credit-exposure-page.tsx';
import { baselineCalibrationPage, excessCashPage, excessEpisodesPage } from './effect-pages.tsx';
import { exceptionsPage } from './exceptions-page.tsx';
import { openItemsPage, untouchedPastDuePage } from './item-pages.tsx';
import { kpisPage, measureRowsPage } from './measure-pages.tsx';
import { paymentTrailPage, untouchedPaymentsPage } from './payment-pages.tsx';
import { paymentClassesPage, promisesPage, settledPromisesPage } from './promise-pages.tsx';
import type { ReportPage } from './report-page.ts';

/** The reports that have a page, in the order of the menu. */
export const REPORT_PAGES = [
  kpisPage,
  measureRowsPage,
  excessCashPage,
  excessEpisodesPage,
  paymentClassesPage,
  collectorsBoardPage,
  touchesPage,
  cashByTouchPage,
  weeklyReviewPage,
  collectorActivityPage,
  activitiesPage,
  neglectedCustomersPage,
  untouchedPastDuePage,
  promisesPage,
  settledPromisesPage,
  paymentTrailPage,
  untouchedPaymentsPage,
  ageingPage,
  openItemsPage,
  creditExposurePage,
  pickedEasyPage,
  dunnedTwicePage,
  contactedAfterPayingPage,
  exceptionsPage,
  baselineCalibrationPage,
  reconciliationPage,
] as unknown as readonly ReportPage[];
