import { json, Router } from 'express';
import { DEMO_CLIENTS } from '../../server/config-demo.ts';
import { API_SCOPE, type EntraSettings } from './entra-provider.ts';
import { mintNestedTokens } from './nested-tokens.ts';

/** Where the stand-in for Office.js has the tokens from that it hands to a pane. Only the pane's own origin may read them. */
export function nestedTokenRoutes(settings: EntraSettings): Router {
  const router = Router();
  router.use('/nested-app-auth', (_req, res, next) => {
    res.setHeader('Access-Control-Allow-Origin', settings.baseUrl).setHeader('Vary', 'Origin');
    res.setHeader('Access-Control-Allow-Headers', 'content-type').setHeader('Cache-Control', 'no-store');
    next();
  });
  router.options('/nested-app-auth', (_req, res) => {
    res.status(204).end();
  });
  router.post('/nested-app-auth', json(), async (req, res) => {
    const { user: email, clientId, scope } = (req.body ?? {}) as Partial<Record<string, unknown>>;
    const user = settings.users.find((each) => each.email === email);
    if (user === undefined || clientId !== DEMO_CLIENTS.pane || scope !== API_SCOPE) {
      res.status(403).json({ error: 'unauthorized_client' });
      return;
    }
    res.json(await mintNestedTokens(settings, user, new Date()));
  });
  return router;
}
