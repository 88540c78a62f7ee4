import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, ShortText } from './values.ts';

const TeamName = ShortText.check(z.minLength(1), z.maxLength(100));

/** A manager's list of people, for figures and goals. */
export const TeamView = z.object({
  id: Id,
  name: z.string(),
  /** The users in it, by id; someone may be in several. */
  members: z.array(z.object({ id: Id, name: z.string() })),
});
export type TeamView = z.infer<typeof TeamView>;

const TeamBody = z.strictObject({ name: TeamName, memberIds: z.array(Id).check(z.maxLength(500)) });

export const listTeams = operation({
  id: 'listTeams',
  summary: 'The company’s teams by name, and the people who can be in one.',
  method: 'get',
  path: '/api/teams',
  policy: 'figures',
  answer: z.object({
    teams: z.array(TeamView),
    people: z.array(z.object({ id: Id, name: z.string(), role: z.string() })),
  }),
  status: 200,
});

export const addTeam = operation({
  id: 'addTeam',
  summary: 'Makes a team. Answers team_taken where the name is in use.',
  method: 'post',
  path: '/api/teams',
  policy: 'management',
  body: TeamBody,
  answer: TeamView,
  status: 201,
  idempotent: true,
});

export const changeTeam = operation({
  id: 'changeTeam',
  summary: 'Changes a team’s name and its people.',
  method: 'put',
  path: '/api/teams/{id}',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  body: TeamBody,
  answer: TeamView,
  status: 200,
});

export const removeTeam = operation({
  id: 'removeTeam',
  summary: 'Removes a team; its goals go with it. Its people stay.',
  method: 'delete',
  path: '/api/teams/{id}',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  answer: z.object({}),
  status: 200,
});
