import { readMyFigures } from '#shared/api/my-figures.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { MyFiguresService } from './my-figures-service.ts';

export function myFiguresEndpoints({ myFigures }: { readonly myFigures: MyFiguresService }): Endpoint[] {
  return [endpoint(readMyFigures, async ({ query, actor }) => myFigures.read(query, actor))];
}
