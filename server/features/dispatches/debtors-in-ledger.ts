import { daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { add, type Money } from '#shared/domain/money.ts';
import { type DebitKind, isDebit, type OpenItem } from '#shared/domain/open-item.ts';
import { DomainError } from '../../errors.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { Debtor, Debtors, OwedItem, WantedItems } from './debtor.ts';

interface ReadItem extends OpenItem {
  readonly left: Money;
}

type ReadDebit = ReadItem & { readonly kind: DebitKind };

/** The part of the ledger's read model that messages rest on. */
export interface OpenItemReader {
  openItems(asOf: CalendarDate, position: LedgerPosition, customerId?: CustomerId): Promise<readonly ReadItem[]>;
  findItems(ids: readonly ItemId[], asOf: CalendarDate, position: LedgerPosition): Promise<readonly ReadItem[]>;
}

export interface DebtorSources {
  readonly ledgerPositions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly receivables: OpenItemReader;
}

/** Reads a debtor at the run that is committed when it is asked. */
export class DebtorsInLedger implements Debtors {
  constructor(private readonly sources: DebtorSources) {}

  async read(customerId: CustomerId, wanted: WantedItems, today: CalendarDate): Promise<Debtor> {
    const position = await this.sources.ledgerPositions.positionAt();
    const customer = await this.sources.customers.read(customerId, position.run);
    const open = await this.sources.receivables.openItems(today, position, customer.id);
    const items =
      wanted === 'past_due'
        ? pastDue(open, today)
        : await this.named(wanted, { customerId: customer.id, today, position });
    const { id, number, name, language, doNotContact, contacts } = customer;
    return {
      customer: { id, number, name, language, doNotContact, contacts },
      items: items.map(owedItem),
      unapplied: unappliedOf(open),
      companyCodes: [...new Set(open.map(({ key }) => key.companyCode))],
      dataAsOf: position.dataAsOf,
    };
  }

  private async named(
    ids: readonly ItemId[],
    { customerId, today, position }: { customerId: CustomerId; today: CalendarDate; position: LedgerPosition },
  ): Promise<readonly ReadDebit[]> {
    if (ids.length === 0) return [];
    const found = await this.sources.receivables.findItems(ids, today, position);
    const owed = found.filter(isOwed).filter((item) => item.customerId === customerId);
    const strangers = ids.filter((id) => owed.every((item) => item.id !== id));
    if (strangers.length === 0) return owed;
    const problems = strangers.map((id) => ({ field: 'itemIds', problem: `${id} is nothing that this customer owes` }));
    throw new DomainError(
      'item_not_found',
      'An item that is named is not there, or not owed by this customer.',
      problems,
    );
  }
}

function isOwed(item: ReadItem): item is ReadDebit {
  return isDebit(item.kind);
}

function pastDue(open: readonly ReadItem[], today: CalendarDate): ReadDebit[] {
  return open.filter(isOwed).filter(({ dueOn }) => daysPastDue(dueOn, today) > 0);
}

function owedItem({ id, kind, key, issuedOn, dueOn, left, disputeStatus }: ReadDebit): OwedItem {
  return { id, kind, number: key.number, issuedOn, dueOn, left, disputeStatus };
}

function unappliedOf(open: readonly ReadItem[]): Money[] {
  const byCurrency = new Map<string, Money>();
  for (const { kind, left } of open) {
    if (isDebit(kind)) continue;
    const before = byCurrency.get(left.currency);
    byCurrency.set(left.currency, before === undefined ? left : add(before, left));
  }
  return [...byCurrency.values()];
}
