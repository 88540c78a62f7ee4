import { currencyCode } from '#shared/domain/currency.ts';
import { fileOnDisk } from '../features/erp-feed/feed-file.ts';
import type { FeedOutcome, TakeOrder } from '../features/erp-feed/feed-service.ts';
import type { FeedReading } from '../features/erp-feed/read-feed.ts';
import type { RunStep } from '../features/receivables/run-service.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { CommandContext } from './command-context.ts';
import type { FeedArguments } from './feed-arguments.ts';
import { FeedReport } from './feed-report.ts';

const ACTOR = 'command line';
/** From so many rows on, writing takes long enough to be announced. */
const MANY_ROWS = 20_000;
const DONE: Readonly<Record<RunStep, string>> = { reading: 'read', checking: 'checked', writing: 'written' };
const NO_COUNTS = { new: 0, changed: 0, equal: 0, historic: 0 };

/** Feeds files to a company one after the other, up to the first that is refused or held. */
export class Feeding {
  private readonly report: FeedReport;
  private tenant: Tenant | null = null;

  constructor(
    private readonly given: FeedArguments,
    private readonly context: CommandContext,
  ) {
    this.report = new FeedReport({ json: given.json, files: given.paths.length }, context);
  }

  async run(): Promise<void> {
    this.tenant = await this.knownTenant();
    if (this.tenant !== null) this.report.isFor(this.tenant, false);
    try {
      for (const path of this.given.paths) {
        const outcome = await this.feed(path);
        this.report.add(outcome);
        if (this.report.hasUntaken) break;
      }
    } finally {
      this.report.print();
    }
    if (this.report.hasUntaken) process.exitCode = 1;
  }

  private async feed(path: string): Promise<FeedOutcome> {
    const { feeds } = this.context.services;
    const { profile, mapping } = this.given;
    const file = fileOnDisk(path);
    const progress = (rows: number) => this.context.say(`${file.name}: ${rows} rows read.`);
    const reading = await feeds.read(file, { profile, mapping, progress });
    if (reading.rows.count >= MANY_ROWS) this.context.say(`${file.name}: all read; checking and writing.`);
    const tenant = this.tenant ?? (this.isWorthACompany(reading) ? await this.addTenant() : null);
    if (tenant === null) return await this.outcomeWithoutLedger(reading);
    return await inTenant(tenant.id, () => feeds.take(reading, this.orderFor(file.name)));
  }

  private orderFor(name: string): TakeOrder {
    const { onProblem, dataAsOf, dryRun, coverage, accept } = this.given;
    const progress = (step: RunStep, rows: number) => this.context.say(`${name}: ${rows} rows ${DONE[step]}.`);
    return { onProblem, dataAsOf, dryRun, coverage, accept, progress, actor: ACTOR };
  }

  /** The company that the files are for; null where one is named that is not there yet. */
  private async knownTenant(): Promise<Tenant | null> {
    const { resolveTenant, services } = this.context;
    const { tenant: name } = this.given;
    if (name === undefined) return await resolveTenant();
    const all = await services.tenants.list();
    return all.find((tenant) => tenant.name === name || tenant.id === name) ?? null;
  }

  /** A company is not added for a file of which nothing could be taken, nor in a dry run. */
  private isWorthACompany(reading: FeedReading): boolean {
    return !this.given.dryRun && this.stateWithoutLedger(reading) === 'dry_run';
  }

  private async addTenant(): Promise<Tenant> {
    const { services, clock, say } = this.context;
    const { tenant: name = '', mapping } = this.given;
    const tenant = await services.tenants.insert({
      name,
      currency: mapping.currency ?? currencyCode('USD'),
      zone: mapping.zone ?? 'UTC',
      directories: [],
      ownDomains: [],
      createdAt: clock.now(),
    });
    say(`There was no company "${name}": it is added, with currency ${tenant.currency} and zone ${tenant.zone}.`);
    this.tenant = tenant;
    this.report.isFor(tenant, true);
    return tenant;
  }

  private stateWithoutLedger({ isUnreadable, problems, holds }: FeedReading): 'refused' | 'held' | 'dry_run' {
    if (isUnreadable || (problems.length > 0 && this.given.onProblem === 'refuse')) return 'refused';
    return holds.every(({ code }) => this.given.accept.includes(code)) ? 'dry_run' : 'held';
  }

  private async outcomeWithoutLedger(reading: FeedReading): Promise<FeedOutcome> {
    await reading.close();
    const { problems, holds, notes } = reading;
    const note = `There is no company "${this.given.tenant}" yet, and none was added; the file was only read.`;
    const state = this.stateWithoutLedger(reading);
    return { runId: '', number: null, state, counts: NO_COUNTS, problems, holds, notes: [...notes, note], reading };
  }
}
