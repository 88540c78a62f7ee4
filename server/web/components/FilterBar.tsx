import { useLocation } from 'preact-iso';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import { COMPARISONS } from '../state/compare.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { FilterField } from './FilterFields.tsx';
import { Select } from './FilterSelects.tsx';
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
        <FilterField key={filter} filter={filter} page={page} shown={shown} />
      ))}
      <Select label="Compared with" name="compare" value={query.compare} options={COMPARISONS} none="nothing" />
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
