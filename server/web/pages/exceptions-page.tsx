import { CustomerLink, DayCell, MoneyCell } from '../components/Cells.tsx';
import { countText, wordsOf } from '../state/formats.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { ExceptionRow, ExceptionTotalRow } from './report-rows.ts';

export const exceptionsPage: ReportPage<ExceptionRow> = {
  name: 'exceptions',
  title: 'Exceptions in the money received',
  group: 'checks',
  about: 'period',
  filters: ['customer', 'currency'],
  rowsAre: 'exceptions',
  keyOf: ({ kind, reason, on, amount, documents }) =>
    [kind, reason, on, amount.minor, ...documents.map(({ id }) => id)].join(' '),
  columns,
  figures,
};

const KIND_WORDS: Readonly<Record<string, string>> = {
  habit_days: 'Off the usual days',
  habit_amount: 'Unusual amount',
  duplicate: 'Perhaps paid twice',
  overpayment: 'Overpayment',
  deduction: 'Deduction',
  disputed_item: 'Paid on a disputed item',
  closed_item: 'Names a closed item',
  reversal: 'Taken back',
};

function kindWords(kind: string): string {
  return KIND_WORDS[kind] ?? wordsOf(kind);
}

function columns({ query }: Shown): readonly ColumnView<ExceptionRow>[] {
  return [
    { title: 'Day', sort: 'on', cell: ({ on }) => <DayCell day={on} /> },
    { title: 'What', sort: 'kind', cell: ({ kind }) => kindWords(kind) },
    { title: 'Reason', sort: 'reason', cell: ({ reason }) => wordsOf(reason) },
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report="exceptions" query={query} />,
    },
    { title: 'Documents', sort: null, cell: ({ documents }) => documents.map(({ number }) => number).join(', ') },
    { title: 'Amount', sort: 'amount', isNumber: true, cell: ({ amount }) => <MoneyCell amount={amount} /> },
    { title: 'What was found', sort: null, cell: ({ sentence }) => <span class="reason">{sentence}</span> },
  ];
}

/** By currency what each kind comes to; kinds overlap, so they are not added up. */
function figures({ answer }: Shown): readonly FigureGroup[] {
  const totals = answer.totals as unknown as readonly ExceptionTotalRow[];
  const currencies = [...new Set(totals.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => ({
    title: currency,
    figures: totals
      .filter((total) => total.currency === currency)
      .map(({ kind, amount, rows }) => ({
        label: `${kindWords(kind)}, ${countText(rows)}`,
        value: <MoneyCell amount={amount} />,
      })),
  }));
}
