import { readWorklist } from '#shared/api/worklist.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { WorklistService } from './worklist-service.ts';

export function worklistEndpoints({ worklist }: { readonly worklist: WorklistService }): Endpoint[] {
  return [endpoint(readWorklist, async ({ actor }) => worklist.read(actor))];
}
