import { Router } from 'express';
import type { Lifecycle } from '../lifecycle.ts';
import { notReadyBecause } from './readiness.ts';

/** `/healthz`: this process is alive, whatever its surroundings. `/readyz`: it can serve, or every reason why not. */
export function healthRoutes(lifecycle: Lifecycle): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', async (_req, res) => {
    const because = await notReadyBecause(lifecycle);
    if (because.length === 0) res.json({ ready: true });
    else res.status(503).json({ ready: false, because });
  });
  return router;
}
