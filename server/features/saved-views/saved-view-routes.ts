import { addSavedView, listSavedViews, removeSavedView } from '#shared/api/saved-views.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { SavedViewService } from './saved-view-service.ts';

export function savedViewEndpoints({ savedViews }: { readonly savedViews: SavedViewService }): Endpoint[] {
  return [
    endpoint(listSavedViews, async ({ actor }) => ({ views: await savedViews.list(actor) })),
    endpoint(addSavedView, async ({ body, actor, idempotencyKey: key }) => savedViews.add(body, { actor, key })),
    endpoint(removeSavedView, async ({ params, actor }) => {
      await savedViews.remove(params.id, actor);
      return {};
    }),
  ];
}
