import { linkThread, readThreadContext } from '#shared/api/thread-context.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { ThreadContextService } from './thread-context-service.ts';
import type { ThreadLinkService } from './thread-link-service.ts';

export function threadContextEndpoints({
  threadContexts,
  threadLinks,
}: {
  threadContexts: ThreadContextService;
  threadLinks: ThreadLinkService;
}): Endpoint[] {
  return [
    endpoint(readThreadContext, async ({ body, actor }) => threadContexts.read(body, actor)),
    endpoint(linkThread, async ({ body, actor, idempotencyKey: key }) => threadLinks.link(body, { actor, key })),
  ];
}
