import { countText } from '../state/formats.ts';
import { type AddressQuery, MOST_ROWS, PAGE_ROWS, reportHref, rowsOf } from '../state/report-query.ts';

interface PagerProps {
  readonly name: string;
  readonly query: AddressQuery;
  readonly rowCount: number;
  readonly shownRows: number;
  readonly rowsAre: string;
}

/** Which rows are shown of how many, and the way to the others. */
export function Pager({ name, query, rowCount, shownRows, rowsAre }: PagerProps) {
  const { offset, limit } = rowsOf(query);
  const page = offset / limit + 1;
  const at = (number: number) => reportHref(name, { ...query, page: number === 1 ? undefined : String(number) });
  const range = `${countText(Math.min(offset + 1, rowCount))} to ${countText(offset + shownRows)}`;
  return (
    <nav class="pager" aria-label="Rows">
      <span role="status">{rowCount === 0 ? `No ${rowsAre}.` : `${range} of ${countText(rowCount)} ${rowsAre}`}</span>
      {offset > 0 && <a href={at(page - 1)}>Previous {PAGE_ROWS}</a>}
      {offset + shownRows < rowCount && limit === PAGE_ROWS && <a href={at(page + 1)}>Next {PAGE_ROWS}</a>}
      {rowCount > PAGE_ROWS && rowCount <= MOST_ROWS && limit === PAGE_ROWS && (
        <a href={reportHref(name, { ...query, page: undefined, rows: 'all' })}>All on one page, for print</a>
      )}
      {limit === MOST_ROWS && <a href={reportHref(name, { ...query, rows: undefined })}>In pages</a>}
    </nav>
  );
}
