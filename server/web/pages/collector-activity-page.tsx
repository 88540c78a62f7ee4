import { CountCell, MoneyCell, MoneyList } from '../components/Cells.tsx';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { ActivityTotalRow, CollectorRow, NamedRef } from './report-rows.ts';

/** A line of the table: a collector, or what they did with one code. */
interface Line extends Omit<CollectorRow, 'codes' | 'attempts' | 'contacts' | 'rightPartyContacts' | 'customers'> {
  readonly code: { readonly code: string; readonly label: string } | null;
  readonly confirmed: number | null;
  readonly attempts: number | null;
  readonly contacts: number | null;
  readonly rightPartyContacts: number | null;
  readonly customers: number | null;
}

export const collectorActivityPage: ReportPage<Line> = {
  name: 'collector-activity',
  title: 'Activity and touched cash',
  group: 'work',
  about: 'period',
  filters: ['collector'],
  rowsAre: 'collectors',
  unfold,
  keyOf: ({ collector, code }) => `${collector.id} ${code?.code ?? ''}`,
  isPart: ({ code }) => code !== null,
  columns,
  figures,
};

function unfold({ codes, ...row }: CollectorRow): readonly Line[] {
  const none = { attempts: null, contacts: null, rightPartyContacts: null, customers: null };
  return [
    { ...row, code: null, confirmed: null },
    ...codes.map(({ code, label, activities, confirmed, touched }) => {
      return { ...none, collector: row.collector, activities, confirmed, touched, code: { code, label } };
    }),
  ];
}

function columns({ asked }: Shown): readonly ColumnView<Line>[] {
  return [
    {
      title: 'Collector, code',
      sort: 'collector.name',
      cell: ({ collector, code }) => code?.label ?? <strong>{collector.name}</strong>,
    },
    {
      title: 'Activities',
      sort: 'activities',
      isNumber: true,
      cell: (line) => <CountCell count={line.activities} href={reportHref('activities', ofLine(line, asked))} />,
    },
    {
      title: 'Confirmed',
      sort: null,
      isNumber: true,
      cell: (line) => <Opened count={line.confirmed} query={{ ...ofLine(line, asked), delivery: 'confirmed' }} />,
    },
    reached('Attempts', 'attempts', 'attempt', asked),
    reached('Contacts', 'contacts', 'contact', asked),
    reached('Right-party contacts', 'rightPartyContacts', 'right_party_contact', asked),
    {
      title: 'Customers',
      sort: 'customers',
      isNumber: true,
      cell: ({ customers }) => (customers === null ? '' : <CountCell count={customers} />),
    },
    {
      title: 'Cash touched, not caused',
      sort: 'touched',
      isNumber: true,
      cell: (line) => (
        <MoneyList
          amounts={line.touched}
          href={(currency) => reportHref('payment-trail', { ...ofLine(line, asked), currency })}
        />
      ),
    },
  ];
}

type Counted = 'attempts' | 'contacts' | 'rightPartyContacts';

function reached(title: string, field: Counted, reach: string, asked: AddressQuery): ColumnView<Line> {
  return {
    title,
    sort: field,
    isNumber: true,
    cell: (line) => <Opened count={line[field]} query={{ ...ofLine(line, asked), reach }} />,
  };
}

function Opened({ count, query }: { count: number | null; query: AddressQuery }) {
  return count === null ? null : <CountCell count={count} href={reportHref('activities', query)} />;
}

function ofLine({ collector, code }: { collector: NamedRef; code: Line['code'] }, asked: AddressQuery): AddressQuery {
  return { ...asked, collector: collector.id, code: code?.code };
}

function figures({ answer, asked, query: { collector } }: Shown): readonly FigureGroup[] {
  const [total] = answer.totals as unknown as readonly ActivityTotalRow[];
  const { activities = 0, cash = [] } = total ?? {};
  const opened = { ...asked, collector };
  return [
    {
      title: 'All',
      figures: [
        { label: 'Activities', value: <CountCell count={activities} href={reportHref('activities', opened)} /> },
      ],
    },
    ...cash.map(({ currency, cash: all, touched, untouched }) => ({
      title: collector === undefined ? currency : `${currency}, of everybody`,
      figures: [
        { label: 'Cash received', value: <MoneyCell amount={all} href={trail(asked, currency)} /> },
        { label: 'Touched by anybody', value: <MoneyCell amount={touched} href={trail(asked, currency, 'yes')} /> },
        {
          label: 'Touched by nobody',
          value: <MoneyCell amount={untouched} href={reportHref('untouched-payments', { ...asked, currency })} />,
        },
      ],
    })),
  ];
}

function trail(asked: AddressQuery, currency: string, touched?: string): string {
  return reportHref('payment-trail', { ...asked, currency, touched });
}
