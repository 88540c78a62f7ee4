import * as z from 'zod/mini';
import { ROLES } from '../domain/role.ts';
import { operation } from './operation.ts';
import { Id } from './values.ts';

export const Colleague = z.object({ id: Id, name: z.string(), role: z.enum(ROLES) });
export type Colleague = z.infer<typeof Colleague>;

export const listColleagues = operation({
  id: 'listColleagues',
  summary: 'Who works here, by name: those to whom a dispute or a task can be given.',
  method: 'get',
  path: '/api/colleagues',
  policy: 'collections',
  answer: z.object({ colleagues: z.array(Colleague) }),
  status: 200,
});
