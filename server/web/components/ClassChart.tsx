import { PAYMENT_CLASSES, type PaymentClass } from '#shared/domain/payment-class.ts';
import type { ChartTone } from '../charts/chart-tones.ts';
import { StackedBar } from '../charts/StackedBar.tsx';
import type { Shown } from '../pages/report-page.ts';
import type { ClassRow } from '../pages/report-rows.ts';
import { moneyText, shareText } from '../state/formats.ts';
import { reportHref } from '../state/report-query.ts';
import { MoneyCell } from './Cells.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { Legend } from './Legend.tsx';
import { PlainTable } from './PlainTable.tsx';

const TONES: Readonly<Record<PaymentClass, ChartTone>> = {
  promised_and_kept: 'kept',
  worked_earlier: 'earlier',
  worked_as_expected: 'expected',
  untouched: 'untouched',
};

/** The cash of the period by what came before it: one bar a currency, each part opens down to its payments. None of them says that the work caused it. */
export function ClassCharts({ shown }: { shown: Shown }) {
  const rows = shown.answer.rows as unknown as readonly ClassRow[];
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return (
    <div class="charts">
      {currencies.map((currency) => (
        <ClassChart
          key={currency}
          currency={currency}
          rows={rows.filter((row) => row.currency === currency)}
          shown={shown}
        />
      ))}
    </div>
  );
}

function ClassChart({ currency, rows, shown }: { currency: string; rows: readonly ClassRow[]; shown: Shown }) {
  const ordered = PAYMENT_CLASSES.flatMap((name) => rows.filter((row) => row.class === name));
  const whole = ordered.reduce((sum, { amount }) => sum + amount.minor, 0);
  const hrefOf = (row: ClassRow) =>
    reportHref('payment-trail', { ...narrowedOf(shown), currency, paymentClass: row.class });
  const parts = ordered.map((row) => ({
    key: row.class,
    value: row.amount.minor,
    label: row.title,
    text: moneyText(row.amount),
    share: shareText(row.amount.minor, whole),
    words: `${row.title}: ${moneyText(row.amount)}`,
    tone: TONES[row.class],
    href: row.amount.minor === 0 ? undefined : hrefOf(row),
  }));
  return (
    <ChartFrame
      title={`Cash by what came before it, ${currency}`}
      chart={
        <>
          <StackedBar parts={parts} />
          <Legend parts={parts} />
        </>
      }
      table={
        <PlainTable
          caption="Cash by class"
          titles={['Class', { number: 'Cash' }, { number: 'Share' }, { number: 'Payments' }]}
        >
          {ordered.map((row) => (
            <tr key={row.class}>
              <th scope="row">{row.title}</th>
              <td class="number">
                <MoneyCell amount={row.amount} href={hrefOf(row)} />
              </td>
              <td class="number">{shareText(row.amount.minor, whole)}</td>
              <td class="number">{row.payments}</td>
            </tr>
          ))}
        </PlainTable>
      }
    />
  );
}

/** What the class report was narrowed to, as the payments are. */
function narrowedOf({ asked, query: { collector, code, customer } }: Shown) {
  return { ...asked, collector, code, customer };
}
