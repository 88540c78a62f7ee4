import type { Role } from '#shared/domain/role.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { LinkShown } from './LinkShown.tsx';
import { RequiredSelect } from './RequiredSelect.tsx';
import { useInvite } from './use-users.ts';
import { addressesIn, ROLE_OPTIONS } from './user-words.ts';

/** Invites one person by address. */
export function InviteForm() {
  const invite = useInvite();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const name = String(given.get('name')).trim();
    const body = {
      email: String(given.get('email')),
      role: String(given.get('role')) as Role,
      sees: addressesIn(String(given.get('sees'))),
      ...(name === '' ? {} : { name }),
    };
    invite.mutate(body, { onSuccess: () => form.reset() });
  };
  return (
    <form class="part" aria-label="Invite somebody" onSubmit={submit}>
      <h2>Invite somebody</h2>
      <div class="fields">
        <label>
          <span>E-mail address</span>
          <input type="email" name="email" required autoComplete="off" />
        </label>
        <label>
          <span>Name, if the address does not say it</span>
          <input name="name" maxLength={200} autoComplete="off" />
        </label>
        <RequiredSelect label="Role" name="role" value="collector" options={ROLE_OPTIONS} />
        <label>
          <span>Owners whose customers they see too (addresses)</span>
          <input name="sees" autoComplete="off" />
        </label>
        <button type="submit" class="primary" disabled={invite.isPending}>
          Invite
        </button>
      </div>
      {invite.error !== null && <Notice title="Nobody was invited.">{problemsInFull(invite.error)}</Notice>}
      {invite.data !== undefined && <LinkShown name={invite.data.user.name} link={invite.data.link} />}
    </form>
  );
}
