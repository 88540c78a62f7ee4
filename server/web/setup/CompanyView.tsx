import { useState } from 'preact/hooks';
import type { ChangeCompanyBody, CompanyView as Company } from '#shared/api/setup.ts';
import { isCurrencyCode } from '#shared/domain/currency.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { useChangeCompany, useCompany } from './use-setup.ts';

/** What the company is called, which day it is there, what it counts in, and which mail is its own. */
export function CompanyView() {
  useTitle('Company');
  const { data, error, refetch } = useCompany();
  return (
    <main id="content">
      <h1>Company</h1>
      {error !== null && (
        <Notice title="The company could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <CompanyForm company={data} />}
    </main>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const [problem, setProblem] = useState('');
  const change = useChangeCompany();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = changesIn(new FormData(event.currentTarget as HTMLFormElement));
    setProblem('problem' in asked ? asked.problem : '');
    if ('changes' in asked) change.mutate(asked.changes);
  };
  return (
    <form class="part" aria-label="Company" onSubmit={save} onInput={() => change.reset()}>
      <label class="stacked-field">
        <span>Name</span>
        <input name="name" required maxLength={200} defaultValue={company.name} />
      </label>
      <label class="stacked-field">
        <span>Time zone; days begin and end in it</span>
        <input name="zone" required list="zones" defaultValue={company.zone} />
      </label>
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <label class="stacked-field">
        <span>
          Currency of the company
          {company.isCurrencyFixed ? '; it stays, since the ledger has amounts that were counted in it' : ''}
        </span>
        <input
          name="currency"
          class="code"
          required
          maxLength={3}
          readOnly={company.isCurrencyFixed}
          defaultValue={company.currency}
        />
      </label>
      <label class="stacked-field">
        <span>Own mail domains, with commas or lines between; they never name a customer</span>
        <textarea name="ownDomains" rows={3} required defaultValue={company.ownDomains.join('\n')} />
      </label>
      {problem !== '' && <Notice title="Nothing was changed.">{problem}</Notice>}
      {problem === '' && change.error !== null && (
        <Notice title="Nothing was changed.">{problemsInFull(change.error)}</Notice>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={change.isPending}>
          Save
        </button>
        <span role="status">{change.isSuccess && 'Saved.'}</span>
        <a href="/admin/setup">Back to the set-up</a>
      </div>
    </form>
  );
}

function changesIn(form: FormData): { changes: ChangeCompanyBody } | { problem: string } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const currency = text('currency').toUpperCase();
  if (!isCurrencyCode(currency)) return { problem: 'Give the currency by its three letters, such as EUR.' };
  const ownDomains = text('ownDomains')
    .split(/[\s,]+/)
    .filter((domain) => domain !== '');
  return { changes: { name: text('name'), zone: text('zone'), currency, ownDomains } };
}
