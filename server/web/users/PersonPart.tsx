import { useEffect, useRef } from 'preact/hooks';
import type { UserView } from '#shared/api/users.ts';
import type { Role } from '#shared/domain/role.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { LinkShown } from './LinkShown.tsx';
import { RequiredSelect } from './RequiredSelect.tsx';
import { StandInForm } from './StandInForm.tsx';
import { useChangeUser, useRenewLink, useSignOutEverywhere, useUnbind } from './use-users.ts';
import { addressesIn, nameOfIdentity, ROLE_OPTIONS } from './user-words.ts';

interface PersonPartProps {
  readonly person: UserView;
  readonly onClose: () => void;
}

/** One person with all that an admin can change of them. */
export function PersonPart({ person, onClose }: PersonPartProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="part" aria-label={person.name}>
      <h2 ref={heading} tabIndex={-1}>
        {person.name}
      </h2>
      <PersonForm person={person} />
      <WaysIn person={person} />
      {person.role !== 'reader' && <StandInForm userId={person.id} who={person.name} />}
      <div class="actions">
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </section>
  );
}

function PersonForm({ person }: { person: UserView }) {
  const change = useChangeUser(person.id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '');
    change.mutate({
      name: text('name'),
      role: text('role') as Role,
      otherEmails: addressesIn(text('otherEmails')),
      sees: addressesIn(text('sees')),
    });
  };
  const { name, role, otherEmails, sees, disabled } = person;
  return (
    <form aria-label={`Role and addresses of ${name}`} onSubmit={submit}>
      <div class="fields">
        <label>
          <span>Name</span>
          <input name="name" defaultValue={name} maxLength={200} required />
        </label>
        <RequiredSelect label="Role" name="role" value={role} options={ROLE_OPTIONS} />
        <label>
          <span>Further addresses, by which Google or Microsoft know them</span>
          <input name="otherEmails" defaultValue={otherEmails.join(' ')} />
        </label>
        <label>
          <span>Owners whose customers they see too (addresses)</span>
          <input name="sees" defaultValue={sees.join(' ')} />
        </label>
        <button type="submit" class="primary" disabled={change.isPending}>
          Save
        </button>
        <button type="button" disabled={change.isPending} onClick={() => change.mutate({ disabled: !disabled })}>
          {disabled ? 'Let in again' : 'Shut out'}
        </button>
      </div>
      {change.error !== null && <Notice title="Nothing was changed.">{problemsInFull(change.error)}</Notice>}
      <span role="status">{change.isSuccess && 'It holds from their next request on.'}</span>
    </form>
  );
}

function WaysIn({ person: { id, name, identities } }: { person: UserView }) {
  const renew = useRenewLink(id);
  const signOut = useSignOutEverywhere(id);
  const unbind = useUnbind(id);
  const failure = renew.error ?? signOut.error ?? unbind.error;
  return (
    <section aria-label={`How ${name} comes in`}>
      <h3>How they come in</h3>
      {identities.length === 0 && <p>They have not signed in by Microsoft or Google yet.</p>}
      <ul class="plain-list">
        {identities.map((identity) => (
          <li key={nameOfIdentity(identity)}>
            <code>{nameOfIdentity(identity)}</code>{' '}
            <button
              type="button"
              disabled={unbind.isPending}
              aria-label={`Unbind ${nameOfIdentity(identity)}`}
              onClick={() => unbind.mutate({ issuer: identity.issuer, subject: identity.subject })}
            >
              Unbind
            </button>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" disabled={renew.isPending} onClick={() => renew.mutate()}>
          Make another one-time link
        </button>
        <button type="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out everywhere
        </button>
        <span role="status">{signOut.isSuccess && `${name} is signed out everywhere.`}</span>
      </div>
      {failure !== null && <Notice title="It was not done.">{problemWords(failure)}</Notice>}
      {renew.data !== undefined && <LinkShown name={name} link={renew.data} />}
    </section>
  );
}
