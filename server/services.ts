import { createActivities } from './features/activities/create-activities.ts';
import { NamesInLedger } from './features/activities/names-in-ledger.ts';
import { createCashApplication } from './features/cash-application/create-cash-application.ts';
import { matchPayments } from './features/cash-application/matching/match-payments.ts';
import { createCustomerCards } from './features/customer-card/create-customer-cards.ts';
import { CustomerMergeService } from './features/customer-merges/customer-merge-service.ts';
import { CustomerRepository } from './features/customers/customer-repository.ts';
import { CustomerService } from './features/customers/customer-service.ts';
import { createDigests } from './features/digests/create-digests.ts';
import { createDispatches } from './features/dispatches/create-dispatches.ts';
import { DebtorsInLedger } from './features/dispatches/debtors-in-ledger.ts';
import { createDocuments } from './features/documents/create-documents.ts';
import { createFeeds } from './features/erp-feed/create-feeds.ts';
import { createReceivables } from './features/receivables/create-receivables.ts';
import { SavedViewRepository } from './features/saved-views/saved-view-repository.ts';
import { SavedViewService } from './features/saved-views/saved-view-service.ts';
import { createSeenMessages } from './features/seen-messages/create-seen-messages.ts';
import { createTasks } from './features/tasks/create-tasks.ts';
import { TemplateRepository } from './features/templates/template-repository.ts';
import { TemplateService } from './features/templates/template-service.ts';
import { createThreadContexts } from './features/thread-context/create-thread-contexts.ts';
import { createIdentity } from './identity/create-identity.ts';
import type { DirectorySettings } from './identity/directory-tokens.ts';
import { Lifecycle } from './lifecycle.ts';
import type { SmtpSettings } from './mail/smtp-mailer.ts';
import { Metrics } from './metrics.ts';
import type { Clock } from './ports.ts';
import { DigestFiguresInReports } from './reporting/digest-figures/digest-figures-in-reports.ts';
import { FactsService } from './reporting/facts/facts-service.ts';
import { FactsSnapshotRepository } from './reporting/facts/facts-snapshot-repository.ts';
import { isMeasure } from './reporting/measures/measure-registry.ts';
import { createPeopleFigures, createTeams } from './reporting/my-figures/create-people-figures.ts';
import { createClaims } from './reporting/promises/create-claims.ts';
import { allReports } from './reporting/report-registry.ts';
import { ReportService } from './reporting/report-service.ts';
import { DayDocumentRepository } from './reporting/rollups/day-document-repository.ts';
import { RollupService } from './reporting/rollups/rollup-service.ts';
import { createWorklist } from './reporting/worklist-figures/create-worklist.ts';

export interface ServiceSettings {
  readonly sessionSecret: string;
  /** The origin under which people reach the server, without a trailing slash. */
  readonly baseUrl: string;
  readonly directories: DirectorySettings;
  /** The way out for mail of ours; null where the installation sends none. */
  readonly mail: SmtpSettings | null;
}

/** Makes every repository and service once, from what lies outside. */
export function createServices(settings: ServiceSettings, clock: Clock) {
  const { baseUrl, sessionSecret: secret } = settings;
  const identity = createIdentity({ ...settings, isMeasure }, clock);
  const { tenants, zoneOf } = identity;
  const customers = new CustomerService(new CustomerRepository());
  const receivables = createReceivables({ clock, customers, zoneOf });
  const ledger = { ...receivables, customers };
  const activities = createActivities(new NamesInLedger(ledger), clock);
  const templateService = new TemplateService(new TemplateRepository(), clock);
  const debtors = new DebtorsInLedger(ledger);
  const documents = createDocuments({ ...ledger, tenants, secret, baseUrl }, clock);
  const dispatches = createDispatches(
    { ...activities, ...documents, templateService, debtors, tenants, secret },
    clock,
  );
  const cards = createCustomerCards({ ...ledger, ...activities, ...identity, ...documents }, clock);
  const tasks = createTasks({ ...ledger, ...activities, ...identity }, clock);
  const cash = createCashApplication({ ...ledger, ...activities, ...identity, match: matchPayments, clock });
  const facts = new FactsService(receivables.ledgerPositions, new FactsSnapshotRepository());
  const teams = createTeams(identity, clock);
  const sources = { ...ledger, ...identity, teams, templateService };
  const reports = new ReportService(allReports(sources), receivables.ledgerPositions, facts, clock);
  return {
    clock,
    baseUrl,
    lifecycle: new Lifecycle(),
    metrics: new Metrics(),
    ...identity,
    customers,
    ...receivables,
    ...activities,
    templateService,
    ...documents,
    ...dispatches,
    ...createSeenMessages({ ...ledger, ...activities, ...dispatches, ...identity }),
    ...cards,
    ...tasks,
    ...createClaims({ ...ledger, ...activities, ...identity }, clock),
    ...createWorklist({ ...identity, ...tasks, customers, facts }, clock),
    ...createDigests({ ...identity, figures: new DigestFiguresInReports(reports) }, settings, clock),
    savedViews: new SavedViewService(new SavedViewRepository(), clock),
    customerMerges: new CustomerMergeService(ledger, clock),
    ...createThreadContexts({ ...ledger, ...cards }, clock),
    ...cash,
    ...createFeeds({ ...receivables, tenants, afterFeed: cash.cashAfterFeed }, clock),
    facts,
    rollups: new RollupService(new DayDocumentRepository(), facts),
    teams,
    reports,
    ...createPeopleFigures({ ...identity, ...receivables, teams, facts, reports }, clock),
  };
}

export type Services = ReturnType<typeof createServices>;
