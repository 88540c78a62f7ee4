import { useState } from 'preact/hooks';
import type { TemplateVersionDetail, TextRun } from '#shared/api/templates.ts';
import { Notice } from '../components/Notice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useDifference } from './use-templates.ts';

/** What differs between this version and another one of the same template. */
export function Difference({ template }: { readonly template: TemplateVersionDetail }) {
  const [from, setFrom] = useState('');
  const { data, error } = useDifference(from, template.id);
  if (template.others.length === 0) return null;
  return (
    <section class="part" aria-label="What differs">
      <h2>What differs</h2>
      <label>
        From{' '}
        <select value={from} onChange={({ currentTarget }) => setFrom(currentTarget.value)}>
          <option value="">choose a version</option>
          {template.others.map(({ id, version, state }) => (
            <option key={id} value={id}>
              version {version}, {state}
            </option>
          ))}
        </select>{' '}
        to this one
      </label>
      {error !== null && <Notice title="It could not be compared.">{problemWords(error)}</Notice>}
      {from !== '' && data === undefined && error === null && <Waiting />}
      {from !== '' && data !== undefined && (
        <>
          <Runs name="Subject" runs={data.subject} />
          <Runs name="Body" runs={data.html} />
        </>
      )}
    </section>
  );
}

function Runs({ name, runs }: { readonly name: string; readonly runs: readonly TextRun[] }) {
  const isSame = runs.every(({ kind }) => kind === 'same');
  return (
    <>
      <h3>{name}</h3>
      {isSame && <p class="quiet">No difference.</p>}
      {!isSame && (
        <p class="difference">
          {runs.map(({ kind, text }, place) => {
            const key = `${place} ${kind}`;
            if (kind === 'added') return <ins key={key}>{text}</ins>;
            return kind === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
          })}
        </p>
      )}
    </>
  );
}
