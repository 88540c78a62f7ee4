import type { ChartTone } from '../charts/chart-tones.ts';
import { StackedBar } from '../charts/StackedBar.tsx';
import type { AgeingFigures } from '../pages/report-rows.ts';
import { moneyText, shareText } from '../state/formats.ts';
import { MoneyCell } from './Cells.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { Legend } from './Legend.tsx';
import { PlainTable } from './PlainTable.tsx';

interface AgeingChartProps {
  readonly ageing: AgeingFigures;
  readonly buckets: readonly string[];
  readonly hrefOf: (bucket: string) => string;
}

const LAST_TONE = 5;

/** What is open in one currency as one bar, a part a bucket; each part opens down to its items. Two currencies never share a scale. */
export function AgeingChart({ ageing, buckets, hrefOf }: AgeingChartProps) {
  const whole = ageing.invoiceOpen.minor;
  const parts = buckets.map((bucket, place) => {
    const amount = { minor: ageing.buckets[bucket]?.minor ?? 0, currency: ageing.netOpen.currency };
    const [text, share] = [moneyText(amount), shareText(amount.minor, whole)];
    const words = `${bucket}: ${text}`;
    const href = hrefOf(bucket);
    return { key: bucket, label: bucket, amount, value: amount.minor, text, share, words, tone: toneOf(place), href };
  });
  return (
    <ChartFrame
      title={`Invoice open by days past due, ${ageing.currency}`}
      chart={
        <>
          <StackedBar parts={parts} />
          <Legend parts={parts} />
        </>
      }
      table={
        <PlainTable caption="Invoice open by bucket" titles={['Bucket', { number: 'Open' }, { number: 'Share' }]}>
          {parts.map(({ key, amount, share, href }) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td class="number">
                <MoneyCell amount={amount} href={href} />
              </td>
              <td class="number">{share}</td>
            </tr>
          ))}
        </PlainTable>
      }
    />
  );
}

/** The same steps of colour for five buckets and for six; beyond, the last one. */
function toneOf(place: number): ChartTone {
  return `bucket-${Math.min(place, LAST_TONE)}` as ChartTone;
}
