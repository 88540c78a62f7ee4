import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { AgeingFigures } from '../pages/report-rows.ts';
import { moneyText, shareText } from '../state/formats.ts';
import { MoneyCell } from './Cells.tsx';
import { ChartFrame } from './ChartFrame.tsx';

const WIDTH = 1000;
const HEIGHT = 56;

interface AgeingChartProps {
  readonly ageing: AgeingFigures;
  readonly buckets: readonly string[];
  readonly hrefOf: (bucket: string) => string;
}

/** What is open in one currency as one bar, a part a bucket; each part opens down to its items. Two currencies never share a scale. */
export function AgeingChart({ ageing, buckets, hrefOf }: AgeingChartProps) {
  const parts = partsOf(ageing, buckets);
  const whole = ageing.invoiceOpen.minor;
  const title = `Invoice open by days past due, ${ageing.currency}`;
  return (
    <ChartFrame
      title={title}
      chart={
        <>
          {/* biome-ignore lint/a11y/noSvgWithoutTitle: each part has its own title */}
          <svg class="stacked" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
            {parts.map(({ bucket, minor, from, to, index }) => (
              <a key={bucket} href={hrefOf(bucket)} aria-label={`${bucket}: ${textOf(minor, ageing)}`}>
                <title>{`${bucket}: ${textOf(minor, ageing)}, ${shareText(minor, whole)}`}</title>
                <rect
                  class={`bucket bucket-${index}`}
                  x={from}
                  y={0}
                  width={Math.max(0, to - from - 3)}
                  height={HEIGHT}
                />
              </a>
            ))}
          </svg>
          <ul class="legend">
            {parts.map(({ bucket, minor, index }) => (
              <li key={bucket}>
                <Swatch index={index} />
                <span class="nowrap">{bucket}</span> <a href={hrefOf(bucket)}>{textOf(minor, ageing)}</a>{' '}
                <span class="quiet">{shareText(minor, whole)}</span>
              </li>
            ))}
          </ul>
        </>
      }
      table={<AgeingTable ageing={ageing} parts={parts} hrefOf={hrefOf} />}
    />
  );
}

interface Part {
  readonly bucket: string;
  readonly minor: number;
  readonly from: number;
  readonly to: number;
  /** The colour: the same steps for five buckets and for six. */
  readonly index: number;
}

function partsOf(ageing: AgeingFigures, buckets: readonly string[]): readonly Part[] {
  const amounts = Object.fromEntries(buckets.map((bucket) => [bucket, ageing.buckets[bucket]?.minor ?? 0]));
  const scale = scaleLinear([0, Math.max(1, ageing.invoiceOpen.minor)], [0, WIDTH]);
  return stack<Record<string, number>>()
    .keys(buckets)([amounts])
    .flatMap((series) => {
      const [low = 0, high = 0] = series[0] ?? [];
      return [{ bucket: series.key, minor: high - low, from: scale(low), to: scale(high), index: series.index }];
    });
}

function AgeingTable({
  ageing,
  parts,
  hrefOf,
}: {
  ageing: AgeingFigures;
  parts: readonly Part[];
  hrefOf: (b: string) => string;
}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Bucket</th>
          <th scope="col" class="number">
            Open
          </th>
          <th scope="col" class="number">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ bucket, minor }) => (
          <tr key={bucket}>
            <th scope="row">{bucket}</th>
            <td class="number">
              <MoneyCell amount={{ minor, currency: ageing.netOpen.currency }} href={hrefOf(bucket)} />
            </td>
            <td class="number">{shareText(minor, ageing.invoiceOpen.minor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Swatch({ index }: { index: number }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <rect class={`bucket bucket-${index}`} width={10} height={10} />
    </svg>
  );
}

function textOf(minor: number, { netOpen }: AgeingFigures): string {
  return moneyText({ minor, currency: netOpen.currency });
}
