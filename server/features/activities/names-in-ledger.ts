import { type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { OpenItem } from '#shared/domain/open-item.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { LedgerNames, NamedInLedger } from './ledger-names.ts';

type NamedOpenItem = Pick<OpenItem, 'id' | 'customerId' | 'key'>;

/** The part of the ledger's read model that names are looked up in. */
export interface ItemReader {
  findItems(ids: readonly ItemId[], asOf: CalendarDate, position: LedgerPosition): Promise<readonly NamedOpenItem[]>;
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

/** The names of the ledger's customers and items, at the run that is committed when it is asked. */
export class NamesInLedger implements LedgerNames {
  constructor(private readonly sources: NameSources) {}

  async find(customerIds: readonly CustomerId[], itemIds: readonly ItemId[]): Promise<NamedInLedger> {
    const position = await this.sources.ledgerPositions.positionAt();
    const [customers, items] = await Promise.all([
      this.sources.customers.findByIds(customerIds, position.run),
      this.sources.receivables.findItems(itemIds, ANY_DAY, position),
    ]);
    return {
      customers: new Set(customers.map(({ id }) => id)),
      items: new Map(items.map(({ id, customerId, key }) => [id, { customerId, number: key.number }])),
    };
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
}
