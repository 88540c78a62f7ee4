import { useState } from 'preact/hooks';
import type { UserView } from '#shared/api/users.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { dayText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { AccessForm } from './AccessForm.tsx';
import { ImportForm } from './ImportForm.tsx';
import { InviteForm } from './InviteForm.tsx';
import { PersonPart } from './PersonPart.tsx';
import { useUsers } from './use-users.ts';
import { directoryName } from './user-words.ts';

/** The people of the company: who they are, what they may do, how they come in, and who stands in for whom. */
export function UsersView() {
  useTitle('People');
  const { data, error, refetch } = useUsers();
  const [chosen, setChosen] = useState<string | null>(null);
  const users = data?.users ?? [];
  const person = users.find(({ id }) => id === chosen);
  return (
    <main id="content">
      <h1>People</h1>
      {error !== null && (
        <Notice title="The people could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {users.length > 0 && (
        <PlainTable
          caption="People"
          titles={['Name', 'Address', 'Role', 'Signs in by', 'Last sign-in', 'State', 'Change']}
        >
          {users.map((user) => (
            <UserRow key={user.id} user={user} isChosen={user.id === chosen} onChoose={() => setChosen(user.id)} />
          ))}
        </PlainTable>
      )}
      {person !== undefined && <PersonPart key={person.id} person={person} onClose={() => setChosen(null)} />}
      <InviteForm />
      <ImportForm />
      <AccessForm />
    </main>
  );
}

interface UserRowProps {
  readonly user: UserView;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function UserRow({ user, isChosen, onChoose }: UserRowProps) {
  const { name, email, role, identities, lastSignInOn } = user;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{email}</td>
      <td>{role}</td>
      <td>
        {identities.length === 0 ? (
          <span class="quiet">has not signed in by a directory</span>
        ) : (
          [...new Set(identities.map(({ issuer }) => directoryName(issuer)))].join(', ')
        )}
      </td>
      <td>{lastSignInOn ? dayText(lastSignInOn) : <span class="quiet">none known</span>}</td>
      <td>{stateOf(user)}</td>
      <td>
        <button type="button" aria-expanded={isChosen} aria-label={`Change ${name}`} onClick={onChoose}>
          Change
        </button>
      </td>
    </tr>
  );
}

function stateOf({ disabled, absence }: UserView): string {
  if (disabled) return 'shut out';
  if (absence === null) return 'works here';
  return `absent ${dayText(absence.from)} to ${dayText(absence.until)}, ${absence.standIn.name} stands in`;
}
