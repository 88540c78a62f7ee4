import type { ColumnView, Shown } from '../pages/report-page.ts';
import { reportHref } from '../state/report-query.ts';

interface DataTableProps<R> {
  readonly caption: string;
  readonly name: string;
  readonly columns: readonly ColumnView<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly isPart?: ((row: R) => boolean) | undefined;
  readonly shown: Shown;
}

/** A plain table, sorted and paged by the server. */
export function DataTable<R>({ caption, name, columns, rows, keyOf, isPart, shown }: DataTableProps<R>) {
  return (
    // A wide table scrolls sideways by the keys as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by the keyboard
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.title} column={column} name={name} shown={shown} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} class={isPart?.(row) ? 'sub-row' : undefined}>
              {columns.map((column) => (
                <td key={column.title} class={column.isNumber ? 'number' : undefined}>
                  {column.cell(row, shown)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeadCellProps<R> {
  readonly column: ColumnView<R>;
  readonly name: string;
  readonly shown: Shown;
}

function HeadCell<R>({ column: { title, sort, isNumber }, name, shown: { query } }: HeadCellProps<R>) {
  const cellClass = isNumber ? 'number' : undefined;
  if (sort === null) return <th class={cellClass}>{title}</th>;
  const order = orderOf(query.sort, sort);
  const next = order === 'ascending' ? `-${sort}` : sort;
  return (
    <th class={cellClass} scope="col" aria-sort={order}>
      <a class="sort" href={reportHref(name, { ...query, sort: next, page: undefined })}>
        {title}
        {order !== 'none' && (
          <span class="sort-mark" aria-hidden="true">
            {MARKS[order]}
          </span>
        )}
      </a>
    </th>
  );
}

type Order = 'ascending' | 'descending' | 'none';

const MARKS: Readonly<Record<Exclude<Order, 'none'>, string>> = { ascending: '▲', descending: '▼' };

function orderOf(asked: string | undefined, sort: string): Order {
  if (asked === sort) return 'ascending';
  return asked === `-${sort}` ? 'descending' : 'none';
}
