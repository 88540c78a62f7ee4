import { demoPagesSecret } from '../../server/config-demo.ts';
import { derivedSecret } from '../../server/secrets.ts';
import { DEMO_TENANT, DEMO_USERS } from '../company/people.ts';
import type { DemoPart } from '../demo-part.ts';
import { entraRoutes } from './sign-in-routes.ts';
import { keptSigningKey } from './signing-key.ts';

/** The stand-in for Microsoft Entra, under `/entra`. */
export const signInPart: DemoPart = async (app, { config }) => {
  const { sessionSecret, dataDir, http } = config.server;
  const routes = entraRoutes({
    issuer: `${config.url}/entra`,
    baseUrl: http.baseUrl,
    tenantId: DEMO_TENANT.entraTenantId,
    users: DEMO_USERS,
    pagesSecret: demoPagesSecret(sessionSecret),
    cookieSecret: derivedSecret(sessionSecret, 'cookies of the demo sign-in'),
    key: await keptSigningKey(dataDir, 'demo-entra'),
  });
  app.use('/entra', routes);
};
