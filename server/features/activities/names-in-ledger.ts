import { type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { OpenItem } from '#shared/domain/open-item.ts';
import { groupedRead } from '../../mongo/grouped.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ItemName } from '../receivables/receivables-read-model.ts';
import { KnownNames } from './known-names.ts';
import type { LedgerNames, NamedInLedger } from './ledger-names.ts';

type NamedOpenItem = Pick<OpenItem, 'id' | 'customerId' | 'key'>;

/** The part of the ledger's read model that names are looked up in. */
export interface ItemReader {
  findNames(ids: readonly ItemId[], position: LedgerPosition): Promise<readonly ItemName[]>;
  findItemsByNumberKeys(
    keys: readonly string[],
    asOf: CalendarDate,
    position: LedgerPosition,
  ): Promise<readonly NamedOpenItem[]>;
}

export interface NameSources {
  readonly ledgerPositions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly receivables: ItemReader;
}

/** A name does not depend on the day; what is left of an item, which does, is not asked. */
const ANY_DAY = calendarDate('9999-12-31');

interface Asked {
  readonly customerIds: readonly CustomerId[];
  readonly itemIds: readonly ItemId[];
}

const ONE_READ = { atOnce: 500, underWay: 1 } as const;

/** The names of the ledger's customers and items, at the run that is committed when it is asked. What was found at that run before is not looked up again. */
export class NamesInLedger implements LedgerNames {
  private readonly known = new KnownNames();
  private readonly finding = groupedRead((asks: readonly Asked[]) => this.findTogether(asks), ONE_READ);

  constructor(private readonly sources: NameSources) {}

  async find(customerIds: readonly CustomerId[], itemIds: readonly ItemId[]): Promise<NamedInLedger> {
    return this.finding.ask({ customerIds, itemIds });
  }

  async idsOf(customerId: CustomerId): Promise<readonly CustomerId[]> {
    const { run } = await this.sources.ledgerPositions.positionAt();
    return this.sources.customers.idsOf(customerId, run);
  }

  async findOwnNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const position = await this.sources.ledgerPositions.positionAt();
    const keys = numbers.map(numberKey).filter((key) => key !== null);
    const [items, customers] = await Promise.all([
      this.sources.receivables.findItemsByNumberKeys(keys, ANY_DAY, position),
      this.sources.customers.findByPaddedNumbers(numbers, position.run),
    ]);
    const known = new Set(
      [...items.map(({ key }) => key.number), ...customers.map(({ number }) => number)].map(numberKey),
    );
    return new Set(numbers.filter((number) => known.has(numberKey(number))));
  }

  /** All at one position; those who ask at once have one answer. */
  private async findTogether(asks: readonly Asked[]): Promise<NamedInLedger[]> {
    const position = await this.sources.ledgerPositions.positionAt();
    const names = this.known.at(currentTenant(), `${position.run} ${position.at?.getTime()}`);
    const customerIds = asks.flatMap((ask) => ask.customerIds).filter((id) => !names.customers.has(id));
    const itemIds = asks.flatMap((ask) => ask.itemIds).filter((id) => !names.items.has(id));
    const [customers, items] = await Promise.all([
      customerIds.length === 0 ? [] : this.sources.customers.findExisting([...new Set(customerIds)], position.run),
      itemIds.length === 0 ? [] : this.sources.receivables.findNames([...new Set(itemIds)], position),
    ]);
    for (const id of customers) names.customers.add(id);
    for (const { id, customerId, number } of items) names.items.set(id, { customerId, number });
    return asks.map(() => names);
  }
}
