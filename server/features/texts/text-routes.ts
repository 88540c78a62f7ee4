import {
  changeTextRules,
  eraseTexts,
  liftTextHold,
  listTextHolds,
  previewErasure,
  readTextRules,
  setTextHold,
} from '#shared/api/texts.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { TextErasureDesk } from './text-erasure-desk-service.ts';
import type { TextHoldService } from './text-hold-service.ts';
import type { TextRulesService } from './text-rules-service.ts';

export interface TextServices {
  readonly textRules: TextRulesService;
  readonly textHolds: TextHoldService;
  readonly textErasureDesk: TextErasureDesk;
}

export function textEndpoints({ textRules, textHolds, textErasureDesk }: TextServices): Endpoint[] {
  return [
    endpoint(readTextRules, async () => textRules.read()),
    endpoint(changeTextRules, async ({ body, actor }) => textRules.change(body, actor.email)),
    endpoint(listTextHolds, async () => ({ holds: await textHolds.list() })),
    endpoint(setTextHold, async ({ body, actor, idempotencyKey }) => textHolds.set(body, actor, idempotencyKey)),
    endpoint(liftTextHold, async ({ params, body, actor }) => ({
      hold: await textHolds.lift(params.id, body.step, actor),
    })),
    endpoint(previewErasure, async ({ body }) => textErasureDesk.preview(body.subject)),
    endpoint(eraseTexts, async ({ body, actor, idempotencyKey }) => textErasureDesk.erase(body, actor, idempotencyKey)),
  ];
}
