import { listColleagues } from '#shared/api/colleagues.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { ColleagueService } from './colleague-service.ts';

export function colleagueEndpoints({ colleagues }: { readonly colleagues: ColleagueService }): Endpoint[] {
  return [endpoint(listColleagues, async () => ({ colleagues: await colleagues.list() }))];
}
