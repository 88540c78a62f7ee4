import { addDays, type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import { fileFromText } from '../../server/features/erp-feed/feed-file.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import type { User } from '../../server/identity/user-repository.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { today } from '../../server/ports.ts';
import type { Services } from '../../server/services.ts';
import type { DemoThread } from './demo-thread.ts';
import { type SampleFeeds, toFeeds } from './feeds.ts';
import { DEMO_SEED, generateCompany } from './generate-company.ts';
import { drawInvoice, invoicesWithDocument } from './invoice-documents.ts';
import { loadActivities } from './load-activities.ts';
import { DEMO_TENANT, DEMO_USERS } from './people.ts';
import { withProgress } from './progress.ts';
import type { SampleCompany } from './sample-company.ts';
import { SampleLoadRepository } from './sample-load-repository.ts';
import { sampleTexts } from './sample-texts.ts';
import { eveningFeedOf } from './working-time.ts';

/** The sample company as it stands in the database. */
export interface LoadedCompany {
  readonly tenant: Tenant;
  readonly threads: readonly DemoThread[];
  /** The last day that has figures. */
  readonly lastDay: CalendarDate;
}

type LoadingServices = Pick<
  Services,
  | 'clock'
  | 'tenants'
  | 'users'
  | 'feeds'
  | 'customers'
  | 'receivables'
  | 'ledgerPositions'
  | 'activityLog'
  | 'templateService'
  | 'invoiceDocuments'
>;

/**
 * Brings the sample company into the database, by the services that a real company's data comes through. What is there already is not loaded again,
 * and a load that was broken off is completed; data of an earlier day stays as it is. `say` is told what goes on, every two seconds while it lasts.
 */
export async function loadCompany(services: LoadingServices, say: (line: string) => void): Promise<LoadedCompany> {
  const tenant = await findOrAddTenant(services);
  return inTenant(tenant.id, async () => {
    const users = await findOrAddUsers(services);
    const loads = new SampleLoadRepository();
    const load =
      (await loads.find()) ?? (await loads.insert({ seed: DEMO_SEED, today: today(services.clock, tenant.zone) }));
    const lastDay = addDays(load.today, -1);
    if (load.threads !== null) {
      say(
        `The sample company is there, with data up to ${lastDay}${ageOf(lastDay, today(services.clock, tenant.zone))}.`,
      );
      return { tenant, threads: load.threads, lastDay };
    }
    say('Loading the sample company; this takes up to a minute, once.');
    const company = generateCompany(load);
    await loadFeeds(company, services, say);
    await services.templateService.loadFile(await sampleTexts(), adminOf(users).email);
    await loadDocuments(company, services);
    await loadActivities({ company, tenant, users, done: load.activities }, { services, loads, say });
    await loads.complete(company.threads);
    say(`The sample company is loaded: ${sizeOf(company)}, up to ${lastDay}.`);
    return { tenant, threads: company.threads, lastDay };
  });
}

/** Figures end the day before they were made; those of an earlier start have grown old. */
function ageOf(lastDay: CalendarDate, day: CalendarDate): string {
  const days = daysBetween(lastDay, day);
  return days <= 1 ? '' : `, ${days} days ago; it is kept as it is`;
}

async function findOrAddTenant({ tenants, clock }: LoadingServices): Promise<Tenant> {
  const { name, currency, zone, ownDomain, entraTenantId, googleDomain } = DEMO_TENANT;
  const known = await tenants.findByDirectory({ kind: 'entra', id: entraTenantId });
  if (known !== null) return known;
  return tenants.insert({
    name,
    currency: currencyCode(currency),
    zone,
    directories: [
      { kind: 'entra', id: entraTenantId },
      { kind: 'google', id: googleDomain },
    ],
    ownDomains: [ownDomain],
    createdAt: clock.now(),
  });
}

async function findOrAddUsers({ users, clock }: LoadingServices): Promise<User[]> {
  const found: User[] = [];
  for (const { email, name, role } of DEMO_USERS) {
    found.push((await users.findByEmail(email)) ?? (await users.insert({ email, name, role, createdAt: clock.now() })));
  }
  return found;
}

/** Feeds the evening's files in the order in which they build on one another. A file that was taken before changes nothing. */
async function loadFeeds(
  company: SampleCompany,
  services: LoadingServices,
  say: (line: string) => void,
): Promise<void> {
  const feeds = toFeeds(company);
  const dataAsOf = eveningFeedOf(company.lastDay);
  for (const profile of ['customers', 'invoices', 'payments'] as const satisfies (keyof SampleFeeds)[]) {
    const file = fileFromText(`${profile}-${company.lastDay}.csv`, feeds[profile]);
    await withProgress(
      say,
      () => `Loading the sample company: ${profile} …`,
      async () => {
        const reading = await services.feeds.read(file, { profile, mapping: {} });
        const order = { onProblem: 'refuse', dataAsOf, dryRun: false, actor: 'sample company' } as const;
        const { state, problems } = await services.feeds.take(reading, order);
        if (state === 'committed' || state === 'unchanged') return;
        throw new Error(`The sample company's ${profile} were ${state}: ${JSON.stringify(problems.slice(0, 3))}`);
      },
    );
  }
}

/** Brings some invoices as the ERP printed them. A document that was brought before changes nothing. */
async function loadDocuments(company: SampleCompany, { invoiceDocuments }: LoadingServices): Promise<void> {
  for (const one of invoicesWithDocument(company)) {
    const { number } = one.invoice;
    const brought = { number, fileName: `${number}.pdf`, broughtBy: 'sample company' };
    await invoiceDocuments.take({ ...brought, bytes: await drawInvoice(one) });
  }
}

function adminOf(users: readonly User[]): User {
  const admin = users.find(({ role }) => role === 'admin');
  if (admin === undefined) throw new Error('The sample company has no admin.');
  return admin;
}

function sizeOf({ customers, invoices, payments, activities }: SampleCompany): string {
  return `${customers.length} customers, ${invoices.length} invoices, ${payments.length} payments, ${activities.length} activities`;
}
