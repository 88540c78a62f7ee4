import { Router } from 'express';
import mongoose from 'mongoose';
import type { Lifecycle } from '../lifecycle.ts';

const PING_LIMIT_MS = 2_000;

/** `/healthz`: this process is alive. `/readyz`: it can serve, which it cannot without its database or when it is about to end. */
export function healthRoutes(lifecycle: Lifecycle): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', async (_req, res) => {
    const ready = !lifecycle.stopping && (await isDatabaseThere());
    res.status(ready ? 200 : 503).json({ ready });
  });
  return router;
}

async function isDatabaseThere(): Promise<boolean> {
  try {
    await mongoose.connection.db?.admin().command({ ping: 1 }, { timeoutMS: PING_LIMIT_MS });
    return mongoose.connection.db !== undefined;
  } catch {
    return false;
  }
}
