import { useState } from 'preact/hooks';
import type { ClauseView } from '#shared/api/clauses.ts';
import { Notice } from '../components/Notice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { History } from './History.tsx';
import { StepButtons } from './StepButtons.tsx';
import { approvalWords } from './template-words.ts';
import { useChangeClause, useClauses, useDraftClause, useStepClause } from './use-templates.ts';

/** The words that stand in many templates and are kept in one place, each version with its steps. */
export function ClausePart() {
  const { data, error, refetch } = useClauses();
  const all = data?.clauses ?? [];
  const current = all.filter(({ state }) => state !== 'retired');
  const retired = all.filter(({ state }) => state === 'retired');
  return (
    <section class="part" aria-label="Clauses">
      <h2>Clauses</h2>
      <p>
        Bank details, legal words: written once, and the same in every template that holds{' '}
        <code>{'{% clause name %}'}</code>. A change of where to pay needs the approval of two who did not write it, and
        every collector is told.
      </p>
      {error !== null && (
        <Notice title="The clauses could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {current.map((clause) => (
        <Clause key={`${clause.id} ${clause.revision}`} clause={clause} />
      ))}
      {retired.length > 0 && (
        <details>
          <summary>Retired ({retired.length})</summary>
          {retired.map((clause) => (
            <Clause key={clause.id} clause={clause} />
          ))}
        </details>
      )}
      <NewClause />
    </section>
  );
}

function Clause({ clause }: { readonly clause: ClauseView }) {
  const { id, name, language, brand, version, state, text, approvals, approvalsNeeded, revision, may } = clause;
  const step = useStepClause(id);
  const of = `clause ${name}, version ${version}`;
  const holdsFor = `${language === '' ? 'every language' : language}, ${brand ?? 'every brand'}`;
  return (
    <article class="proposal" aria-label={of}>
      <h3>
        {name}, version {version}, {state}
      </h3>
      <p class="quiet">
        For {holdsFor}. {clause.isBankDetails && 'It says where to pay. '}
        {approvalWords(approvals, approvalsNeeded)}
      </p>
      {state === 'draft' ? <ClauseEditor clause={clause} /> : <pre class="cell-text">{text}</pre>}
      <StepButtons
        {...{ of, revision, may }}
        isBusy={step.isPending}
        error={step.error}
        onStep={(body) => step.mutate(body)}
      />
      <details>
        <summary>History</summary>
        <History of={of} history={clause.history} />
      </details>
    </article>
  );
}

function ClauseEditor({ clause }: { readonly clause: ClauseView }) {
  const [html, setHtml] = useState(clause.html);
  const change = useChangeClause(clause.id);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ html, revision: clause.revision });
  };
  return (
    <form class="stack" aria-label={`Words of ${clause.name}`} onSubmit={save}>
      <label>
        Words, as HTML
        <textarea
          class="wide code"
          rows={5}
          value={html}
          onInput={({ currentTarget }) => setHtml(currentTarget.value)}
        />
      </label>
      {clause.problems.map(({ problem }) => (
        <p key={problem} class="bad">
          {problem}
        </p>
      ))}
      {change.error !== null && <Notice title="It was not saved.">{problemsInFull(change.error)}</Notice>}
      <div class="actions">
        <button type="submit" disabled={change.isPending}>
          Save the draft
        </button>
      </div>
    </form>
  );
}

function NewClause() {
  const draft = useDraftClause();
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const brand = text('brand') === '' ? null : text('brand');
    const body = { name: text('name'), language: text('language'), brand, html: text('html') };
    draft.mutate(body, { onSuccess: () => form.reset() });
  };
  return (
    <details>
      <summary>Write a clause, or other words for one</summary>
      <form class="stack" aria-label="A new clause" onSubmit={begin}>
        <div class="fields">
          <label>
            <span>Name</span>
            <input name="name" required maxLength={64} placeholder="bank_details" />
          </label>
          <label>
            <span>Language, empty for every one</span>
            <input name="language" class="code" maxLength={12} />
          </label>
          <label>
            <span>Brand, empty for every one</span>
            <input name="brand" maxLength={32} />
          </label>
        </div>
        <label>
          Words, as HTML
          <textarea name="html" class="wide code" rows={5} required />
        </label>
        {draft.error !== null && <Notice title="No clause was begun.">{problemsInFull(draft.error)}</Notice>}
        <div class="actions">
          <button type="submit" class="primary" disabled={draft.isPending}>
            Save it as a draft
          </button>
          <span role="status">{draft.isSuccess && 'It is there, as a draft.'}</span>
        </div>
      </form>
    </details>
  );
}
