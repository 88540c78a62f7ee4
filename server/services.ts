import type { FindActor } from './actor.ts';
import { createActivities } from './features/activities/create-activities.ts';
import { NamesInLedger } from './features/activities/names-in-ledger.ts';
import { createCashApplication } from './features/cash-application/create-cash-application.ts';
import { matchPayments } from './features/cash-application/matching/match-payments.ts';
import { createCustomerCards } from './features/customer-card/create-customer-cards.ts';
import { CustomerMergeService } from './features/customer-merges/customer-merge-service.ts';
import { CustomerRepository } from './features/customers/customer-repository.ts';
import { CustomerService } from './features/customers/customer-service.ts';
import { createDispatches } from './features/dispatches/create-dispatches.ts';
import { DebtorsInLedger } from './features/dispatches/debtors-in-ledger.ts';
import { createFeeds } from './features/erp-feed/create-feeds.ts';
import { createReceivables } from './features/receivables/create-receivables.ts';
import { TemplateRepository } from './features/templates/template-repository.ts';
import { TemplateService } from './features/templates/template-service.ts';
import { createThreadContexts } from './features/thread-context/create-thread-contexts.ts';
import { type DirectorySettings, DirectoryTokens } from './identity/directory-tokens.ts';
import { actorFinder } from './identity/find-actor.ts';
import { SessionTokens } from './identity/session-tokens.ts';
import { SettingChangeRepository } from './identity/setting-change-repository.ts';
import { SettingsService } from './identity/settings-service.ts';
import { SignInLinkRepository } from './identity/sign-in-link-repository.ts';
import { SignInService } from './identity/sign-in-service.ts';
import { TenantRepository } from './identity/tenant-repository.ts';
import { TenantService } from './identity/tenant-service.ts';
import { UserRepository } from './identity/user-repository.ts';
import { Lifecycle } from './lifecycle.ts';
import { Metrics } from './metrics.ts';
import { currentTenant } from './mongo/tenancy.ts';
import type { Clock } from './ports.ts';
import { allReports } from './reporting/report-registry.ts';
import { ReportService } from './reporting/report-service.ts';

export interface ServiceSettings {
  readonly sessionSecret: string;
  /** The origin under which people reach the server, without a trailing slash. */
  readonly baseUrl: string;
  readonly directories: DirectorySettings;
}

/** Makes every repository and service once, from what lies outside. */
export function createServices(settings: ServiceSettings, clock: Clock) {
  const tenants = new TenantRepository();
  const users = new UserRepository();
  const sessionTokens = new SessionTokens(settings.sessionSecret, clock);
  const signInLinks = new SignInLinkRepository(clock);
  const directoryTokens = new DirectoryTokens(settings.directories, tenants, clock);
  const signIn = new SignInService({ directoryTokens, sessionTokens, signInLinks, tenants, users });
  const { baseUrl, sessionSecret: secret } = settings;
  const settingsService = new SettingsService({ tenants, settingChanges: new SettingChangeRepository(), clock });
  const tenantService = new TenantService({ tenants, users, signInLinks, clock, baseUrl });
  const findActor: FindActor = actorFinder({ sessionTokens, tenants, users });
  const customers = new CustomerService(new CustomerRepository());
  const zoneOf = async () => (await tenants.findById(currentTenant()))?.zone ?? 'UTC';
  const receivables = createReceivables({ clock, customers, zoneOf });
  const ledger = { ...receivables, customers };
  const activities = createActivities(new NamesInLedger(ledger), clock);
  const templateService = new TemplateService(new TemplateRepository(), clock);
  const debtors = new DebtorsInLedger(ledger);
  const dispatches = createDispatches({ ...activities, templateService, debtors, tenants, secret }, clock);
  const cards = createCustomerCards({ ...ledger, ...activities }, clock);
  const cash = createCashApplication({
    ...ledger,
    ...activities,
    settings: settingsService,
    match: matchPayments,
    zoneOf,
    clock,
  });
  return {
    clock,
    baseUrl,
    lifecycle: new Lifecycle(),
    metrics: new Metrics(),
    tenants,
    users,
    sessionTokens,
    tenantService,
    settings: settingsService,
    signIn,
    findActor,
    customers,
    ...receivables,
    ...activities,
    templateService,
    ...dispatches,
    ...cards,
    customerMerges: new CustomerMergeService(ledger, clock),
    ...createThreadContexts({ ...ledger, ...cards }, clock),
    ...cash,
    ...createFeeds({ ...receivables, tenants, afterFeed: cash.cashAfterFeed }, clock),
    reports: new ReportService(allReports(ledger), receivables.ledgerPositions, clock),
  };
}

export type Services = ReturnType<typeof createServices>;
