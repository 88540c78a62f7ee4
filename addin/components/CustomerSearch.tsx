import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { type CustomerRef, findCustomers } from '#shared/api/customers.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface CustomerSearchProps {
  readonly onPick: (customer: CustomerRef) => void;
}

type Search =
  | { readonly at: 'idle' }
  | { readonly at: 'searching' }
  | { readonly at: 'found'; readonly customers: readonly CustomerRef[] }
  | { readonly at: 'failed'; readonly failure: Failure };

const PAUSE_MS = 200;

/** Finds a customer by number or name, as far as is typed. */
export function CustomerSearch({ onPick }: CustomerSearchProps) {
  const { words, api } = useSidebar();
  const text = useSignal('');
  const search = useSignal<Search>({ at: 'idle' });
  const id = useId();
  const wanted = text.value.trim();

  useEffect(() => {
    if (wanted === '') {
      search.value = { at: 'idle' };
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search.value = { at: 'searching' };
      api.call(findCustomers, { query: { search: wanted.slice(0, 500) }, signal: stop.signal }).then(
        ({ customers }) => {
          search.value = { at: 'found', customers };
        },
        (error: unknown) => {
          if (!stop.signal.aborted) search.value = { at: 'failed', failure: failureOf(error) };
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, api, search]);

  return (
    <search class="stack">
      <label for={id}>{words.thread.searchLabel}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <SearchResult search={search.value} onPick={onPick} />
    </search>
  );
}

function SearchResult({ search, onPick }: CustomerSearchProps & { readonly search: Search }) {
  const { words } = useSidebar();
  if (search.at === 'failed') return <Problem failure={search.failure} />;
  const customers = search.at === 'found' ? search.customers : [];
  const found = customers.length > 0 ? words.thread.searchFound(customers.length) : words.thread.searchNone;
  const said = { idle: '', searching: words.thread.searching, found }[search.at];
  return (
    <>
      <p class="quiet" role="status">
        {said}
      </p>
      <ul class="plain">
        {customers.map((customer) => (
          <li key={customer.id}>
            <button type="button" class="row" onClick={() => onPick(customer)}>
              <span>{customer.name}</span>
              <span class="quiet nowrap">{customer.number}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
