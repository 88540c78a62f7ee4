import { currencyCode } from '#shared/domain/currency.ts';
import { fileOnDisk } from '../features/erp-feed/feed-file.ts';
import type { FeedOutcome } from '../features/erp-feed/feed-service.ts';
import type { FeedReading } from '../features/erp-feed/read-feed.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { CommandContext } from './command-context.ts';
import type { FeedArguments } from './feed-arguments.ts';
import { FeedReport } from './feed-report.ts';

const ACTOR = 'command line';
/** From so many rows on, writing takes long enough to be announced. */
const MANY_ROWS = 20_000;
const NO_COUNTS = { new: 0, changed: 0, equal: 0, historic: 0 };

/** Feeds files to a company one after the other, up to the first that is refused. */
export class Feeding {
  private readonly report: FeedReport;
  private tenant: Tenant | null = null;

  constructor(
    private readonly given: FeedArguments,
    private readonly context: CommandContext,
  ) {
    this.report = new FeedReport(given, context);
  }

  async run(): Promise<void> {
    this.tenant = await this.knownTenant();
    if (this.tenant !== null) this.report.isFor(this.tenant, false);
    try {
      for (const path of this.given.paths) {
        const outcome = await this.feed(path);
        this.report.add(outcome);
        if (outcome.state === 'refused') break;
      }
    } finally {
      this.report.print();
    }
    if (this.report.hasRefusal) process.exitCode = 1;
  }

  private async feed(path: string): Promise<FeedOutcome> {
    const { feeds } = this.context.services;
    const { profile, mapping, onProblem, dataAsOf, dryRun } = this.given;
    const file = fileOnDisk(path);
    const progress = (rows: number) => this.context.say(`${file.name}: ${rows} rows read.`);
    const reading = await feeds.read(file, { profile, mapping, progress });
    if (reading.rows.length >= MANY_ROWS) this.context.say(`${file.name}: all read; checking and writing.`);
    const tenant = this.tenant ?? (this.isWorthACompany(reading) ? await this.addTenant() : null);
    if (tenant === null) return this.outcomeWithoutLedger(reading);
    return await inTenant(tenant.id, () => feeds.take(reading, { onProblem, dataAsOf, dryRun, actor: ACTOR }));
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
  private isWorthACompany({ isUnreadable, problems }: FeedReading): boolean {
    return !this.given.dryRun && !isUnreadable && (problems.length === 0 || this.given.onProblem === 'skip');
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

  private outcomeWithoutLedger(reading: FeedReading): FeedOutcome {
    const { problems, isUnreadable } = reading;
    const isRefused = isUnreadable || (problems.length > 0 && this.given.onProblem === 'refuse');
    const note = `There is no company "${this.given.tenant}" yet, and none was added; the file was only read.`;
    const state = isRefused ? 'refused' : 'dry_run';
    return { runId: '', number: null, state, counts: NO_COUNTS, problems, notes: [...reading.notes, note], reading };
  }
}
