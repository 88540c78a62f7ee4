import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import { OWN_SOURCE } from '#shared/domain/open-item.ts';
import type { ShortPayReason } from '#shared/domain/short-pay.ts';
import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import type { LedgerRow } from '../../features/receivables/ledger-row.ts';
import type { ReceivablesReadModel } from '../../features/receivables/receivables-read-model.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import type { Period } from './off-habit.ts';

/** What was decided on payments, as far as the exceptions ask: the collection is cash application's. */
interface StoredDecision {
  readonly tenantId: string;
  readonly decisionId: string;
  readonly entry: 'decided' | 'posted' | 'refused' | 'undone';
  readonly at: Date;
  readonly on: CalendarDate;
  readonly decision: string;
  readonly paymentIds: readonly ItemId[];
  readonly rows: readonly PostedRow[];
  readonly shortPay: {
    readonly reason: ShortPayReason;
    readonly writeOff: boolean;
    readonly rests: readonly { readonly itemId: ItemId; readonly amount: Money }[];
  } | null;
}

/** A rest that a customer did not pay, and why; it stays open. */
export interface ShortPaid {
  readonly decisionId: string;
  readonly paymentId: ItemId;
  readonly itemId: ItemId;
  readonly reason: ShortPayReason;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** When, and where, the ledger and the decisions are looked at. What has given way to the ERP's word by then does not count. */
export interface Seen {
  readonly knownAt: Date;
  readonly position: LedgerPosition;
  readonly receivables: ReceivablesReadModel;
}

type PostedRow = Parameters<ReceivablesReadModel['standingRows']>[0][number];

const DECISIONS = 'cashDecisions';

/** The short payments decided in a period that stood at an instant, but for those that were written off: these are adjustments. */
export async function shortPaysIn({ from, to }: Period, seen: Seen): Promise<ShortPaid[]> {
  const filter = { on: { $gte: from, $lte: to }, 'shortPay.writeOff': false };
  const standing = await standingDecisions(filter, seen);
  return standing.flatMap(({ decisionId, paymentIds: [paymentId], shortPay, on }) =>
    (shortPay?.rests ?? []).flatMap(({ itemId, amount }) =>
      paymentId === undefined
        ? []
        : [{ decisionId, paymentId, itemId, reason: shortPay?.reason ?? 'unknown', amount, on }],
    ),
  );
}

/** Those of the payments that were taken out as the same money as another, which is no bounce. */
export async function sameMoneyAmong(paymentIds: readonly ItemId[], seen: Seen): Promise<ReadonlySet<ItemId>> {
  const filter = { decision: 'same_money', itemIds: { $in: [...paymentIds] } };
  const standing = await standingDecisions(filter, seen);
  return new Set(standing.flatMap((decision) => decision.paymentIds));
}

async function standingDecisions(filter: object, { knownAt, position, receivables }: Seen): Promise<StoredDecision[]> {
  const tenantId = currentTenant();
  const decisions = collectionNamed<StoredDecision>(DECISIONS);
  const decided = await decisions
    .find({ ...filter, tenantId, entry: 'decided', at: { $lte: knownAt } } as never)
    .toArray();
  const ids = decided.map(({ decisionId }) => decisionId);
  const outcomes = await decisions
    .find({ tenantId, decisionId: { $in: ids }, entry: { $in: ['posted', 'undone'] }, at: { $lte: knownAt } } as never)
    .toArray();
  const having = (entry: StoredDecision['entry']) =>
    new Set(outcomes.filter((outcome) => outcome.entry === entry).map(({ decisionId }) => decisionId));
  const [posted, undone] = [having('posted'), having('undone')];
  const followed = decided.filter(({ decisionId }) => posted.has(decisionId) && !undone.has(decisionId));
  const rows = followed.flatMap(postedRows);
  const inLedger = new Set<LedgerRow>(await receivables.standingRows(rows, OWN_SOURCE, position));
  return followed.filter((decision) => postedRows(decision).every((row) => inLedger.has(row)));
}

function postedRows({ rows }: StoredDecision): PostedRow[] {
  return rows.filter((row) => row.type !== 'identification');
}
