import { useState } from 'preact/hooks';
import type { UnappliedPaymentView } from '#shared/api/cash-application.ts';
import { decimalOf, type Money, money, moneyFromDecimal } from '#shared/domain/money.ts';
import { DayCell, MoneyCell } from '../components/Cells.tsx';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import type { ItemRow } from '../pages/report-rows.ts';
import { moneyText } from '../state/formats.ts';
import { MOST_ROWS } from '../state/report-query.ts';
import { useReport } from '../state/use-report.ts';
import { ShortPay, type ShortPayChoice } from './ShortPay.tsx';
import type { Decision } from './use-cash-application.ts';

interface SplitFormProps {
  readonly unapplied: UnappliedPaymentView;
  readonly customerId: string;
  readonly isBusy: boolean;
  readonly decide: (decision: Decision) => void;
}

/** Sets parts of a payment against open items of a customer, each with its amount. */
export function SplitForm({ unapplied, customerId, isBusy, decide }: SplitFormProps) {
  const { payment } = unapplied;
  const { currency } = payment.left;
  const { data } = useReport({
    name: 'open-items',
    question: { customer: customerId, currency },
    offset: 0,
    limit: MOST_ROWS,
  });
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
  const [shortPay, setShortPay] = useState<ShortPayChoice | null>(null);
  const items = ((data?.rows ?? []) as unknown as readonly ItemRow[]).filter(({ bucket }) => bucket !== 'unapplied');
  const parts = partsIn(amounts, items, currency);
  const given = parts.reduce((total, { amount }) => total + (amount?.minor ?? 0), 0);
  const rest = money(payment.left.minor - given, currency);
  const short = money(
    parts.reduce((total, { item, amount }) => total + (item.left.minor - (amount?.minor ?? 0)), 0),
    currency,
  );
  const isWrong =
    parts.length === 0 || rest.minor < 0 || parts.some(({ amount }) => amount === null || amount.minor <= 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const stated = parts.flatMap(({ item, amount }) => (amount === null ? [] : [{ itemId: item.itemId, amount }]));
    const whose = unapplied.customer === null ? { customerId } : {};
    decide({ decision: 'split', ...whose, parts: stated, ...(shortPay === null ? {} : { shortPay }) });
  };
  const fill = (item: ItemRow) => {
    const minor = Math.min(item.left.minor, Math.max(0, rest.minor));
    setAmounts({ ...amounts, [item.itemId]: decimalOf(money(minor, currency)) });
  };
  if (items.length === 0) return <p class="quiet">Nothing of theirs is open in {currency}.</p>;
  return (
    <form class="stack" onSubmit={submit} aria-label="Split it">
      <PlainTable caption="Open items" titles={['Item', 'Due', { number: 'Open' }, 'Paid by this', 'All of it']}>
        {items.map((item) => (
          <tr key={item.itemId}>
            <th scope="row">{item.number}</th>
            <td>
              <DayCell day={item.dueOn} />
            </td>
            <td class="number">
              <MoneyCell amount={item.left} />
            </td>
            <td>
              <input
                class="number short"
                inputMode="decimal"
                aria-label={`Paid of ${item.number}`}
                value={amounts[item.itemId] ?? ''}
                onInput={({ currentTarget }) => setAmounts({ ...amounts, [item.itemId]: currentTarget.value })}
              />
            </td>
            <td>
              <button type="button" onClick={() => fill(item)} aria-label={`Fill in ${item.number}`}>
                Fill in
              </button>
            </td>
          </tr>
        ))}
      </PlainTable>
      <p role="status">
        {moneyText(rest)} of the payment {rest.minor < 0 ? 'is too much' : 'stays unapplied'}.
      </p>
      {parts.some(({ amount }) => amount === null) && (
        <Notice title="An amount cannot be read.">Write it with a point and without grouping, such as 1234.50.</Notice>
      )}
      {parts.length > 0 && short.minor > 0 && <ShortPay left={short} value={shortPay} onChange={setShortPay} />}
      <div class="actions">
        <button type="submit" disabled={isBusy || isWrong}>
          Post these parts
        </button>
      </div>
    </form>
  );
}

interface StatedPart {
  readonly item: ItemRow;
  /** Null where what was typed is no amount of the currency. */
  readonly amount: Money | null;
}

function partsIn(
  amounts: Readonly<Record<string, string>>,
  items: readonly ItemRow[],
  currency: Money['currency'],
): StatedPart[] {
  return items.flatMap((item) => {
    const text = (amounts[item.itemId] ?? '').trim().replace(',', '.');
    return text === '' ? [] : [{ item, amount: moneyFromDecimal(text, currency) }];
  });
}
