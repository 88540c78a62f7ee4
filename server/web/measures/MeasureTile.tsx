import { ValueCell } from '../components/ValueCell.tsx';
import { titleOf as fieldTitle } from '../pages/plain-page.tsx';
import { changeWords, figureText, reaches } from '../state/figure-words.ts';
import { countText } from '../state/formats.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { keyOf, type MeasureTotal, type MeasureWords, titleOf } from './measure-total.ts';

export interface MeasureTileProps {
  readonly total: MeasureTotal;
  /** The same figure of the period that it is compared with. */
  readonly before: MeasureTotal | undefined;
  readonly words: MeasureWords | undefined;
  readonly asked: AddressQuery;
}

/** One measure: its figure or why there is none, what it is held against, the rows behind it and how it is made. */
export function MeasureTile({ total, before, words, asked }: MeasureTileProps) {
  const { value, reason, currency } = total;
  const title = currency === undefined ? titleOf(total) : `${titleOf(total)}, ${currency}`;
  return (
    <li class="tile">
      <h3>{title}</h3>
      {value === null ? (
        <p class="tile-reason">Cannot be computed: {reason ?? 'the data do not suffice.'}</p>
      ) : (
        <p class="tile-value">{figureText(value, total)}</p>
      )}
      <Held total={total} before={before} />
      <p>
        <a
          href={reportHref('measure-rows', { ...asked, measure: keyOf(total), currency })}
          aria-label={`Rows behind ${title}`}
        >
          Rows behind it
        </a>
      </p>
      <Made total={total} words={words} title={title} />
    </li>
  );
}

/** What a figure is held against: an earlier one, the company’s own aim, the trade. */
function Held({ total, before }: { total: MeasureTotal; before: MeasureTotal | undefined }) {
  const { value, target, usual } = total;
  return (
    <ul class="held-against quiet">
      {value !== null && before?.value !== null && before?.value !== undefined && (
        <Change now={value} before={before.value} total={total} />
      )}
      {target !== undefined && target !== null && (
        <li>
          Target {figureText(target, total)}
          {value !== null && <Reached value={value} target={target} better={total.better} />}
        </li>
      )}
      {leftOutIn(total).map(({ currency, items }) => (
        <li key={currency} class="bad">
          Left out for want of a rate: {countText(items)} items in {currency}
        </li>
      ))}
      {usual && (
        <li>
          Usual in the trade {figureText(usual.low, total)} to {figureText(usual.high, total)} ({usual.source})
        </li>
      )}
    </ul>
  );
}

/** Of all currencies together: the items that no rate was given for. */
function leftOutIn({ inputs: { leftOut } }: MeasureTotal): readonly { currency: string; items: number }[] {
  return Array.isArray(leftOut) ? leftOut : [];
}

function Change({ now, before, total }: { now: number; before: number; total: MeasureTotal }) {
  const { words, isBetter } = changeWords(now, before, total);
  return <li class={isBetter === false ? 'bad' : undefined}>{words}</li>;
}

function Reached({ value, target, better }: { value: number; target: number; better: string | null | undefined }) {
  const isReached = reaches(value, target, better);
  if (isReached === null) return null;
  return isReached ? <>: reached</> : <span class="bad">: not reached</span>;
}

function Made({ total, words, title }: { total: MeasureTotal; words: MeasureWords | undefined; title: string }) {
  return (
    <details>
      <summary aria-label={`How ${title} is computed`}>How this is computed</summary>
      <div class="stack">
        {words?.words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {words !== undefined && <p class="symbols">{words.symbols}</p>}
        <dl class="inputs">
          <Item title="Variant" value={total.variant} />
          {words !== undefined && <Item title="As of" value={words.asOfRule} />}
          {words !== undefined && <Item title="Source" value={words.source} />}
          {Object.entries(total.inputs).map(([name, value]) => (
            <Item key={name} title={fieldTitle(name)} value={value} />
          ))}
        </dl>
      </div>
    </details>
  );
}

function Item({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{isNothing(value) ? 'none' : <ValueCell value={value} narrowed={null} />}</dd>
    </div>
  );
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
