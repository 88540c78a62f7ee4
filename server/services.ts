import { createActivities } from './features/activities/create-activities.ts';
import { NamesInLedger } from './features/activities/names-in-ledger.ts';
import { createCashApplication } from './features/cash-application/create-cash-application.ts';
import { matchPayments } from './features/cash-application/matching/match-payments.ts';
import { CodeService } from './features/codes/code-service.ts';
import { createCustomerCards } from './features/customer-card/create-customer-cards.ts';
import { CustomerMergeService } from './features/customer-merges/customer-merge-service.ts';
import { CustomerRepository } from './features/customers/customer-repository.ts';
import { CustomerService } from './features/customers/customer-service.ts';
import { createDigests } from './features/digests/create-digests.ts';
import { createDispatches } from './features/dispatches/create-dispatches.ts';
import { DebtorsInLedger } from './features/dispatches/debtors-in-ledger.ts';
import { createDocuments } from './features/documents/create-documents.ts';
import { createFeeds } from './features/erp-feed/create-feeds.ts';
import { CustomerAccess } from './features/portfolios/customer-access-service.ts';
import { createReceivables } from './features/receivables/create-receivables.ts';
import { SavedViewRepository } from './features/saved-views/saved-view-repository.ts';
import { SavedViewService } from './features/saved-views/saved-view-service.ts';
import { createSeenMessages } from './features/seen-messages/create-seen-messages.ts';
import type { SetupSettings } from './features/setup/setup-settings.ts';
import { createTasks } from './features/tasks/create-tasks.ts';
import { createTemplates } from './features/templates/create-templates.ts';
import { createTexts } from './features/texts/create-texts.ts';
import { createThreadContexts } from './features/thread-context/create-thread-contexts.ts';
import { createUsers } from './features/users/create-users.ts';
import { createIdentity } from './identity/create-identity.ts';
import type { DirectorySettings } from './identity/directory-tokens.ts';
import { Lifecycle } from './lifecycle.ts';
import { createLimiter } from './limits/create-limiter.ts';
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
import { createCompanySetup } from './reporting/setup-figures/create-company-setup.ts';
import { createWorklist } from './reporting/worklist-figures/create-worklist.ts';

export interface ServiceSettings {
  readonly sessionSecret: string;
  /** The origin under which people reach the server, without a trailing slash. */
  readonly baseUrl: string;
  readonly directories: DirectorySettings;
  /** The way out for mail of ours; null where the installation sends none. */
  readonly mail: SmtpSettings | null;
  /** What the pages of the set-up show of the configuration, and try. */
  readonly setup: SetupSettings;
}

/** Makes every repository and service once, from what lies outside. */
export function createServices(settings: ServiceSettings, clock: Clock) {
  const base = createBase(settings, clock);
  const work = createWork(base, settings, clock);
  const figures = createFigures({ ...base, ...work }, settings, clock);
  return {
    clock,
    baseUrl: settings.baseUrl,
    lifecycle: new Lifecycle(),
    limiter: createLimiter(base.metrics, clock),
    ...base,
    ...work,
    ...figures,
    ...createCompanySetup({ ...base, ...work, ...figures }, settings.setup, clock),
  };
}

/** What all work stands on: people and settings, the ledger, the log, the texts. */
function createBase(settings: ServiceSettings, clock: Clock) {
  const identity = createIdentity({ ...settings, isMeasure }, clock);
  const { tenants, zoneOf } = identity;
  const customers = new CustomerService(new CustomerRepository());
  const receivables = createReceivables({ clock, customers, zoneOf });
  const ledger = { ...receivables, customers };
  const activities = createActivities(new NamesInLedger(ledger), clock);
  return {
    metrics: new Metrics(),
    ...identity,
    ...createUsers(identity, settings, clock),
    ...ledger,
    ...activities,
    ...createTexts({ ...ledger, ...activities, ...identity }, clock),
    codeService: new CodeService(identity),
    ...createTemplates(identity, clock),
    ...createDocuments({ ...ledger, tenants, secret: settings.sessionSecret, baseUrl: settings.baseUrl }, clock),
  };
}

type Base = ReturnType<typeof createBase>;

/** What people do with customers, and what comes from the ERP and the bank. */
function createWork(base: Base, { mail, sessionSecret: secret }: ServiceSettings, clock: Clock) {
  const { customers, metrics } = base;
  const ways = { debtors: new DebtorsInLedger(base), mailReaders: base.textRules, mail, secret };
  const dispatches = createDispatches({ ...base, ...ways }, clock);
  const cards = createCustomerCards(base, clock);
  const tasks = createTasks(base, clock);
  const cash = createCashApplication({ ...base, match: matchPayments, clock });
  const facts = new FactsService(base.ledgerPositions, new FactsSnapshotRepository());
  return {
    ...dispatches,
    ...createSeenMessages({ ...base, ...dispatches }),
    ...cards,
    ...tasks,
    customerAccess: new CustomerAccess({ ...base, ...dispatches, ...tasks }),
    ...createClaims(base, clock),
    ...createWorklist({ ...base, ...tasks, customers, facts }, clock),
    customerMerges: new CustomerMergeService(base, clock),
    ...createThreadContexts({ ...base, ...cards }, clock),
    ...cash,
    ...createFeeds({ ...base, afterFeed: metrics.countingFeeds(cash.cashAfterFeed) }, clock),
    facts,
  };
}

/** What managers read. */
function createFigures(
  base: Base & Pick<ReturnType<typeof createWork>, 'facts'>,
  settings: ServiceSettings,
  clock: Clock,
) {
  const { facts, ledgerPositions } = base;
  const teams = createTeams(base, clock);
  const reports = new ReportService(allReports({ ...base, teams }), ledgerPositions, facts, clock);
  return {
    ...createDigests({ ...base, figures: new DigestFiguresInReports(reports) }, settings, clock),
    savedViews: new SavedViewService(new SavedViewRepository(), clock),
    rollups: new RollupService(new DayDocumentRepository(), facts),
    teams,
    reports,
    ...createPeopleFigures({ ...base, teams, facts, reports }, clock),
  };
}

export type Services = ReturnType<typeof createServices>;
