import { Router } from 'express';
import { MANIFEST_PATH } from './outlook-manifest.ts';
import type { OutlookSetupService } from './outlook-setup-service.ts';

const KEPT_SECONDS = 300;

/** The manifest under an address, for the admin centre of Microsoft 365 to fetch; nothing in it is secret. */
export function manifestRoutes({
  outlookSetup,
}: {
  readonly outlookSetup: Pick<OutlookSetupService, 'manifest'>;
}): Router {
  const router = Router();
  router.get(MANIFEST_PATH, (_req, res, next) => {
    const { manifest } = outlookSetup;
    if (manifest === null) return next();
    res.setHeader('Cache-Control', `public, max-age=${KEPT_SECONDS}`).type('application/xml').send(manifest.xml);
  });
  return router;
}
