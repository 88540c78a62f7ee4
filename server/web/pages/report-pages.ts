import { activitiesPage } from './activities-page.tsx';
import { ageingPage } from './ageing-page.tsx';
import { collectorActivityPage } from './collector-activity-page.tsx';
import { creditExposurePage } from './credit-exposure-page.tsx';
import { exceptionsPage } from './exceptions-page.tsx';
import { openItemsPage, untouchedPastDuePage } from './item-pages.tsx';
import { paymentTrailPage, untouchedPaymentsPage } from './payment-pages.tsx';
import type { ReportPage } from './report-page.ts';

/** The reports that have a page, in the order of the menu. */
export const REPORT_PAGES = [
  collectorActivityPage,
  paymentTrailPage,
  untouchedPaymentsPage,
  exceptionsPage,
  untouchedPastDuePage,
  ageingPage,
  openItemsPage,
  creditExposurePage,
  activitiesPage,
] as unknown as readonly ReportPage[];
