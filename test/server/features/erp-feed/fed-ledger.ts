import { readFileSync } from 'node:fs';
import { type FeedFile, fileFromText } from '../../../../server/features/erp-feed/feed-file.ts';
import type { FeedOutcome, TakeOrder } from '../../../../server/features/erp-feed/feed-service.ts';
import type { Services } from '../../../../server/services.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { decimalOf } from '../../../../shared/domain/money.ts';

const FIXTURES = new URL('../../../fixtures/feeds/', import.meta.url);
const ORDER: TakeOrder = { onProblem: 'refuse', dataAsOf: null, dryRun: false, actor: 'test' };

/** A small file of the project's own. */
export function feedFixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}

interface Given {
  readonly profile: string;
  /** A file, or the text of one. */
  readonly file: string | FeedFile;
  readonly mapping?: unknown;
  readonly order?: Partial<TakeOrder>;
}

/** The ledger of the current tenant, as files are fed to it. Its methods are called within `inTenant`. */
export class FedLedger {
  constructor(private readonly services: () => Services) {}

  async feed({ profile, file, mapping = {}, order = {} }: Given): Promise<FeedOutcome> {
    const { feeds } = this.services();
    const read = typeof file === 'string' ? fileFromText('feed', file) : file;
    return feeds.take(await feeds.read(read, { profile, mapping }), { ...ORDER, ...order });
  }

  /** What is left on a day, as `number kind amount currency`, in the order of numbers. */
  async openOn(day: string): Promise<string[]> {
    const { receivables, ledgerPositions } = this.services();
    const items = await receivables.openItems(calendarDate(day), await ledgerPositions.positionAt());
    return items
      .filter(({ left }) => left.minor !== 0)
      .map(({ key, kind, left }) => `${key.number} ${kind} ${decimalOf(left)} ${left.currency}`)
      .sort();
  }
}
