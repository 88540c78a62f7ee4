import { scaleLinear } from 'd3-scale';
import type { Money } from '#shared/domain/money.ts';
import type { CollectorRow } from '../pages/report-rows.ts';
import { countText, moneyText } from '../state/formats.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { ChartFrame } from './ChartFrame.tsx';

interface ActivityChartProps {
  readonly rows: readonly CollectorRow[];
  readonly asked: AddressQuery;
}

/** What each person did, beside the cash that they touched: one scale for activities and one for each currency. Every bar opens down to its rows. */
export function ActivityChart({ rows, asked }: ActivityChartProps) {
  const title = 'Activity beside the cash it touched, not caused';
  const currencies = [...new Set(rows.flatMap(({ touched }) => touched.map(({ currency }) => currency)))].sort();
  const busiest = Math.max(1, ...rows.map(({ activities }) => activities));
  return (
    <ChartFrame
      title={title}
      chart={
        <ul class="beside">
          {rows.map((row) => (
            <li key={row.collector.id}>
              <h4>{row.collector.name}</h4>
              <Bar
                href={reportHref('activities', { ...asked, collector: row.collector.id })}
                part={row.activities / busiest}
                words={`${countText(row.activities)} activities`}
                kind="done"
              />
              {currencies.map((currency) => (
                <CashBar key={currency} row={row} rows={rows} currency={currency} asked={asked} />
              ))}
            </li>
          ))}
        </ul>
      }
      table={<ActivityTable rows={rows} currencies={currencies} />}
    />
  );
}

interface CashBarProps extends ActivityChartProps {
  readonly row: CollectorRow;
  readonly currency: string;
}

function CashBar({ row, rows, currency, asked }: CashBarProps) {
  const touched = touchedIn(row, currency);
  if (touched === undefined) return null;
  const most = Math.max(1, ...rows.map((other) => touchedIn(other, currency)?.minor ?? 0));
  return (
    <Bar
      href={reportHref('payment-trail', { ...asked, collector: row.collector.id, currency })}
      part={touched.minor / most}
      words={`${moneyText(touched)} touched`}
      kind="touched"
    />
  );
}

const WIDTH = 100;

function Bar({ href, part, words, kind }: { href: string; part: number; words: string; kind: 'done' | 'touched' }) {
  const width = scaleLinear([0, 1], [0, WIDTH])(part);
  return (
    <a class="bar-row" href={href}>
      <svg class="bar" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect class={`bar-${kind}`} width={width} height={10} />
      </svg>
      <span>{words}</span>
    </a>
  );
}

function ActivityTable({ rows, currencies }: { rows: readonly CollectorRow[]; currencies: readonly string[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Collector</th>
          <th scope="col" class="number">
            Activities
          </th>
          {currencies.map((currency) => (
            <th key={currency} scope="col" class="number">
              Touched, {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.collector.id}>
            <th scope="row">{row.collector.name}</th>
            <td class="number">{countText(row.activities)}</td>
            {currencies.map((currency) => (
              <td key={currency} class="number">
                {textOf(touchedIn(row, currency))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function touchedIn({ touched }: CollectorRow, currency: string): Money | undefined {
  return touched.find((amount) => amount.currency === currency);
}

function textOf(amount: Money | undefined): string {
  return amount === undefined ? 'none' : moneyText(amount);
}
