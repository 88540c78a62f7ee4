import { useLocation } from 'preact-iso';
import type { ReportFilter } from '#shared/api/reports.ts';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { currenciesIn } from './currencies-in.ts';
import { CodeSelect, CollectorSelect, Select } from './FilterSelects.tsx';
import { NarrowedChips } from './NarrowedChips.tsx';

interface FilterBarProps {
  readonly page: ReportPage;
  readonly shown: Shown;
}

/** The filters of a report. They live in the address: an address can be kept, handed on and loaded again. */
export function FilterBar({ page, shown }: FilterBarProps) {
  const { route } = useLocation();
  const { name, about } = page;
  const { query, answer } = shown;
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    route(reportHref(name, filtersFrom(event.currentTarget as HTMLFormElement, query)));
  };
  return (
    <form class="filters" onSubmit={apply} aria-label="Filters" key={JSON.stringify(query)}>
      {about === 'day' ? (
        <DayField label="As of" name="asOf" value={answer.asOf} />
      ) : (
        <>
          <DayField label="From" name="from" value={answer.from} />
          <DayField label="To" name="to" value={answer.to} />
        </>
      )}
      {page.filters.map((filter) => (
        <FilterField key={filter} filter={filter} shown={shown} />
      ))}
      <label>
        <span>As known at</span>
        <input type="datetime-local" name="knownAt" defaultValue={localOf(query.knownAt)} />
      </label>
      <button type="submit" class="primary">
        Show
      </button>
      <a class="button" href={reportHref(name)}>
        Clear
      </a>
      <NarrowedChips name={name} query={query} answer={answer} />
    </form>
  );
}

function DayField({ label, name, value }: { label: string; name: string; value: string | undefined }) {
  return (
    <label>
      <span>{label}</span>
      <input type="date" name={name} defaultValue={value} required />
    </label>
  );
}

function FilterField({ filter, shown }: { filter: ReportFilter; shown: Shown }) {
  const { query, answer } = shown;
  const value = query[filter];
  switch (filter) {
    case 'collector':
      return <CollectorSelect asked={shown.asked} value={value} />;
    case 'code':
      return <CodeSelect value={value} />;
    case 'currency':
      return <Select label="Currency" name="currency" value={value} options={currenciesIn(answer, value)} />;
    case 'bucket':
      return <Select label="Bucket" name="bucket" value={value} options={bucketOptions(answer)} />;
    case 'touched':
      return <Select label="Touched" name="touched" value={value} options={TOUCHED} />;
    case 'reach':
      return <Select label="Reach" name="reach" value={value} options={REACH} />;
    case 'delivery':
      return <Select label="Delivery" name="delivery" value={value} options={DELIVERY} />;
    case 'by':
      return <Select label="By" name="by" value={value} options={GROUPINGS} none="customer" />;
    case 'basis':
      return <Select label="Age from" name="basis" value={value} options={BASES} none="due day" />;
    case 'buckets':
      return <Select label="Buckets" name="buckets" value={value} options={PRESETS} none="the company’s" />;
    case 'owner':
    case 'group':
    case 'customer':
      return null;
  }
}

const GROUPINGS: readonly [string, string][] = [
  ['parent', 'parent with subsidiaries'],
  ['collector', 'collector'],
  ['currency', 'currency'],
];
const BASES: readonly [string, string][] = [['issued', 'day of issue']];
const PRESETS: readonly [string, string][] = [
  ['to_90', 'to 90+'],
  ['to_120', 'to 120+'],
];
const TOUCHED: readonly [string, string][] = [
  ['yes', 'by anybody'],
  ['no', 'by nobody'],
];
const REACH: readonly [string, string][] = [
  ['attempt', 'attempt'],
  ['contact', 'contact'],
  ['right_party_contact', 'right-party contact'],
  ['note', 'note'],
];
const DELIVERY: readonly [string, string][] = [
  'drafted',
  'attempted',
  'confirmed',
  'bounced',
  'in_doubt',
  'failed',
].map((state) => [state, state.replaceAll('_', ' ')]);

function bucketOptions({ definition }: Shown['answer']): readonly [string, string][] {
  const { buckets = [] } = definition as { buckets?: readonly string[] };
  return buckets.map((label) => [label, label]);
}

/** The address that the form stands for; sorting and whose customers stay, the page of rows does not. */
function filtersFrom(form: HTMLFormElement, { sort, customer, owner, group, rows }: AddressQuery): AddressQuery {
  const given = Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value)]));
  const knownAt = given.knownAt ? new Date(given.knownAt).toISOString() : undefined;
  return { ...given, knownAt, customer, owner, group, sort, rows };
}

/** An instant as the field for it takes it, in the reader's own zone. */
function localOf(instant: string | undefined): string | undefined {
  if (instant === undefined || Number.isNaN(Date.parse(instant))) return undefined;
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
