import { DotWhisker, type WhiskerRow } from '../charts/DotWhisker.tsx';
import type { ExcessLine } from '../pages/report-rows.ts';
import { axisText } from '../state/figure-words.ts';
import { moneyText } from '../state/formats.ts';
import { MoneyCell } from './Cells.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { FittedChart } from './FittedChart.tsx';
import { PlainTable } from './PlainTable.tsx';

/** Cash beyond what would have come anyway, with its 95 % interval: one chart a currency. */
export function ExcessCharts({ rows }: { rows: readonly ExcessLine[] }) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return (
    <div class="charts">
      {currencies.map((currency) => (
        <ExcessChart key={currency} currency={currency} rows={rows.filter((row) => row.currency === currency)} />
      ))}
    </div>
  );
}

function ExcessChart({ currency, rows }: { currency: string; rows: readonly ExcessLine[] }) {
  const whiskers = rows.map(whiskerOf);
  return (
    <ChartFrame
      title={`Excess cash with its 95 % interval, ${currency}`}
      chart={
        <FittedChart>
          {(width) => (
            <DotWhisker
              rows={whiskers}
              width={width}
              tickText={(minor) => axisText(minor, { unit: 'money', currency })}
            />
          )}
        </FittedChart>
      }
      table={
        <PlainTable
          caption="Excess cash"
          titles={['Of', { number: 'Excess' }, { number: 'From' }, { number: 'To' }, 'Told from luck']}
        >
          {rows.map((row) => (
            <ExcessTableRow key={row.group} row={row} />
          ))}
        </PlainTable>
      }
    />
  );
}

function ExcessTableRow({ row: { label, excess, low, high, isTold, href } }: { row: ExcessLine }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class="number">
        <MoneyCell amount={excess} href={href} />
      </td>
      <td class="number">
        <MoneyCell amount={low} />
      </td>
      <td class="number">
        <MoneyCell amount={high} />
      </td>
      <td>{isTold ? 'yes' : 'no'}</td>
    </tr>
  );
}

function whiskerOf({ group, label, excess, low, high, isTold, href }: ExcessLine): WhiskerRow {
  return {
    key: group,
    label,
    value: excess.minor,
    low: low.minor,
    high: high.minor,
    text: moneyText(excess),
    interval: `${moneyText(low)} to ${moneyText(high)}`,
    isTold,
    href,
  };
}
