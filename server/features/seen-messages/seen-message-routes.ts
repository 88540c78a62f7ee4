import { reportSeenMessage } from '#shared/api/seen-messages.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { SeenMessageService } from './seen-message-service.ts';

export function seenMessageEndpoints({ seenMessages }: { seenMessages: SeenMessageService }): Endpoint[] {
  return [endpoint(reportSeenMessage, async ({ body, actor }) => seenMessages.report(body, actor))];
}
