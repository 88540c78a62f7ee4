import { useState } from 'preact/hooks';
import { ApiError } from '#shared/api/client.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import { type ImportedUser, type importUsers, MAX_IMPORTED_USERS } from '#shared/api/users.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useImport } from './use-users.ts';

/** Takes people from a CSV file: first what it would do, then that. */
export function ImportForm() {
  const imported = useImport();
  const [text, setText] = useState('');
  const read = async (event: SubmitEvent) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget as HTMLFormElement).get('file') as File;
    const content = await file.text();
    setText(content);
    imported.mutate({ text: content, dryRun: true });
  };
  const { data, error, isPending } = imported;
  return (
    <form class="part" aria-label="Take people from a file" onSubmit={(event) => void read(event)}>
      <h2>Take people from a file</h2>
      <p>
        A CSV file with the columns <code>email</code>, <code>name</code>, <code>role</code> and, if you use portfolios,{' '}
        <code>portfolio</code> (addresses of owners, parted by spaces); at most {MAX_IMPORTED_USERS} people. All are
        taken or none. People who are not in it stay as they are.
      </p>
      <div class="fields">
        <label>
          <span>CSV file</span>
          <input type="file" name="file" accept=".csv,text/csv" required />
        </label>
        <button type="submit" disabled={isPending}>
          Show what it would do
        </button>
      </div>
      {error !== null && <Refused error={error} />}
      {data !== undefined && <Outcome outcome={data} />}
      {data?.dryRun === true && data.added + data.changed > 0 && (
        <div class="actions">
          <button type="button" class="primary" disabled={isPending} onClick={() => imported.mutate({ text })}>
            Take these people
          </button>
        </div>
      )}
    </form>
  );
}

function Refused({ error }: { error: unknown }) {
  const problems = error instanceof ApiError ? error.problems : [];
  return (
    <Notice title="Nobody was taken.">
      {problemWords(error)}
      {problems.length > 0 && (
        <ul>
          {problems.map(({ field, problem }) => (
            <li key={`${field} ${problem}`}>
              {field}: {problem}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Outcome({ outcome: { dryRun, added, changed, users } }: { outcome: AnswerOf<typeof importUsers> }) {
  const told = users.filter(({ does }) => does !== 'nothing');
  const same = users.length - told.length;
  return (
    <>
      <p role="status">
        {dryRun ? 'It would add' : 'Added'} {added}, {dryRun ? 'change' : 'changed'} {changed} and{' '}
        {dryRun ? 'leave' : 'left'} {same} as they are.
      </p>
      {told.length > 0 && (
        <PlainTable
          caption="People of the file"
          titles={[{ number: 'Line' }, 'Address', 'Name', 'Role', 'What it does']}
        >
          {told.map((user) => (
            <ImportedRow key={user.line} user={user} />
          ))}
        </PlainTable>
      )}
    </>
  );
}

function ImportedRow({ user: { line, email, name, role, does, changes, link } }: { user: ImportedUser }) {
  return (
    <tr>
      <td class="number">{line}</td>
      <th scope="row">{email}</th>
      <td>{name}</td>
      <td>{role}</td>
      <td>
        {does === 'adds' ? 'adds them' : changes.join('; ')}
        {link !== null && (
          <details>
            <summary>One-time link of {name}</summary>
            <code>{link}</code>
          </details>
        )}
      </td>
    </tr>
  );
}
