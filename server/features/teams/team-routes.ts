import { addTeam, changeTeam, listTeams, removeTeam } from '#shared/api/teams.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { TeamService } from './team-service.ts';

export function teamEndpoints({ teams }: { readonly teams: TeamService }): Endpoint[] {
  return [
    endpoint(listTeams, async () => ({ teams: await teams.list(), people: await teams.people() })),
    endpoint(addTeam, async ({ body, actor, idempotencyKey: key }) => teams.add(body, { actor, key })),
    endpoint(changeTeam, async ({ params, body, actor }) => teams.change(params.id, body, actor)),
    endpoint(removeTeam, async ({ params }) => {
      await teams.remove(params.id);
      return {};
    }),
  ];
}
