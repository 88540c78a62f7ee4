import { ReliabilityDiagram } from '../charts/ReliabilityDiagram.tsx';
import type { Shown } from '../pages/report-page.ts';
import type { CalibrationTotal } from '../pages/report-rows.ts';
import { numberText } from '../state/figure-words.ts';
import { countText } from '../state/formats.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { FittedChart } from './FittedChart.tsx';
import { PlainTable } from './PlainTable.tsx';

const WIDEST = 420;
const TITLE = 'Expected beside observed payments';

/** Whether what was expected came true, in ten groups of equal size. */
export function CalibrationChart({ shown }: { shown: Shown }) {
  const [total] = shown.answer.totals as unknown as readonly CalibrationTotal[];
  if (total === undefined || total.deciles.length === 0) return null;
  const points = total.deciles.map(({ expected, observed, n }, place) => ({
    expected,
    observed,
    words: `Group ${place + 1}: expected ${percent(expected)}, observed ${percent(observed)} of ${countText(n)}`,
  }));
  return (
    <ChartFrame
      title={TITLE}
      chart={
        <FittedChart>
          {(width) => <ReliabilityDiagram label={TITLE} points={points} size={Math.min(WIDEST, width)} />}
        </FittedChart>
      }
      table={
        <PlainTable
          caption={TITLE}
          titles={['Group', { number: 'Expected' }, { number: 'Observed' }, { number: 'Cases' }]}
        >
          {total.deciles.map(({ expected, observed, n }, place) => (
            // The groups have no name but their place.
            <tr key={place}>
              <th scope="row">{place + 1}</th>
              <td class="number">{percent(expected)}</td>
              <td class="number">{percent(observed)}</td>
              <td class="number">{countText(n)}</td>
            </tr>
          ))}
        </PlainTable>
      }
    />
  );
}

function percent(part: number): string {
  return `${numberText(part * 100, 1)} %`;
}
