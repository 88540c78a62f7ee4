import { useState } from 'preact/hooks';
import type { TeamView } from '#shared/api/teams.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useOnlyReads } from '../state/use-who.ts';
import { TeamForm } from './TeamForm.tsx';
import { useRemoveTeam, useTeams } from './use-teams.ts';

/** The manager’s lists of people, for figures and goals. */
export function TeamsView() {
  useTitle('Teams');
  const { data, error, refetch } = useTeams();
  const onlyReads = useOnlyReads();
  const [changed, setChanged] = useState<TeamView | null>(null);
  return (
    <main id="content">
      <h1>Teams</h1>
      {error !== null && (
        <Notice title="The teams could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.teams.length === 0 && <p>There is no team yet.</p>}
      {data !== undefined && data.teams.length > 0 && <TeamTable teams={data.teams} onChange={setChanged} />}
      {data !== undefined && !onlyReads && (
        <TeamForm key={changed?.id ?? ''} team={changed} people={data.people} onDone={() => setChanged(null)} />
      )}
    </main>
  );
}

function TeamTable({ teams, onChange }: { teams: readonly TeamView[]; onChange: (team: TeamView) => void }) {
  const remove = useRemoveTeam();
  const onlyReads = useOnlyReads();
  return (
    <>
      {remove.error !== null && <Notice title="The team is still there.">{problemWords(remove.error)}</Notice>}
      <PlainTable caption="Teams" titles={['Team', 'People', ...(onlyReads ? [] : ['Change'])]}>
        {teams.map((team) => (
          <tr key={team.id}>
            <th scope="row">{team.name}</th>
            <td>{team.members.map(({ name }) => name).join(', ') || <span class="quiet">nobody</span>}</td>
            {!onlyReads && (
              <td>
                <div class="actions">
                  <button type="button" aria-label={`Change the team ${team.name}`} onClick={() => onChange(team)}>
                    Change
                  </button>
                  <button
                    type="button"
                    aria-label={`Remove the team ${team.name} and its goals`}
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(team.id)}
                  >
                    Remove, with its goals
                  </button>
                </div>
              </td>
            )}
          </tr>
        ))}
      </PlainTable>
    </>
  );
}
