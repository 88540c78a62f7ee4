import { useReport } from '../state/use-report.ts';
import { keyOf, type MeasureWords, measuresIn, totalsOf } from './measure-total.ts';

/** Every measure that the company has figures of, or a reason why not, in the order of the report. Empty until the answer has come. */
export function useMeasures(): readonly MeasureWords[] {
  const { data } = useReport({ name: 'kpis', question: {}, offset: 0, limit: 1 });
  if (data === undefined) return [];
  const told = new Set(totalsOf(data).map(keyOf));
  return measuresIn(data).filter(({ key }) => told.has(key));
}
