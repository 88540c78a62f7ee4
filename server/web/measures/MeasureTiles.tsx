import type { ReportAnswer } from '#shared/api/reports.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { MeasureTile } from './MeasureTile.tsx';
import { keyOf, type MeasureTotal, measuresIn, sameIn, totalsOf } from './measure-total.ts';

interface MeasureTilesProps {
  readonly answer: ReportAnswer;
  readonly before: ReportAnswer | undefined;
  readonly asked: AddressQuery;
  /** Which of the figures are shown. */
  readonly isShown?: (total: MeasureTotal) => boolean;
}

const ABOUT = [
  ['outcome', 'What came of it'],
  ['portfolio', 'What is owed'],
  ['activity', 'What was done'],
] as const;

/** Measures as tiles: what came of the work first. */
export function MeasureTiles({ answer, before, asked, isShown = () => true }: MeasureTilesProps) {
  const words = new Map(measuresIn(answer).map((each) => [each.key, each]));
  const shown = totalsOf(answer).filter(isShown);
  return (
    <>
      {ABOUT.map(([about, title]) => {
        const tiles = shown.filter((total) => (words.get(keyOf(total))?.about ?? 'outcome') === about);
        if (tiles.length === 0) return null;
        return (
          <section key={about} class="stack" aria-label={title}>
            <h2>{title}</h2>
            <ul class="tiles">
              {tiles.map((total) => (
                <MeasureTile
                  key={`${keyOf(total)} ${total.currency ?? ''}`}
                  total={total}
                  before={sameIn(before, total)}
                  words={words.get(keyOf(total))}
                  asked={asked}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
