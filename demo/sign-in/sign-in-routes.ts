import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import helmet from 'helmet';
import type { Provider } from 'oidc-provider';
import { type EntraSettings, entraProvider, objectId } from './entra-provider.ts';
import { nestedTokenRoutes } from './nested-token-routes.ts';
import { type ListedUser, SIGN_IN_STYLE, signInPage } from './sign-in-page.ts';

export interface SignInSettings extends EntraSettings {
  readonly users: readonly ListedUser[];
}

/** The stand-in for Entra with its sign-in page; belongs under the path of its issuer. */
export function entraRoutes(settings: SignInSettings): Router {
  const provider = entraProvider(settings);
  const router = Router();
  router.use(['/interaction', '/style.css'], pageHeaders(settings.baseUrl));
  router.get('/style.css', (_req, res) => {
    res.type('css').send(SIGN_IN_STYLE);
  });
  router.get('/interaction/:uid', async (req, res) => {
    const { uid } = await provider.interactionDetails(req, res);
    const { issuer, users } = settings;
    res.type('html').send(signInPage(`${issuer}/interaction/${uid}`, `${issuer}/style.css`, users));
  });
  router.post('/interaction/:uid', urlencoded({ extended: false }), async (req, res) => {
    await signIn(provider, settings, { req, res });
  });
  router.use(nestedTokenRoutes(settings));
  router.use(provider.callback());
  return router;
}

async function signIn(
  provider: Provider,
  { users }: SignInSettings,
  { req, res }: { req: Request; res: Response },
): Promise<void> {
  const { email } = (req.body ?? {}) as { email?: unknown };
  const user = users.find((each) => each.email === email);
  if (user === undefined) {
    res.status(403).type('text').send('There is no such person in this directory.\n');
    return;
  }
  const login = { accountId: objectId(user.email), remember: false };
  await provider.interactionFinished(req, res, { login, select_account: {} });
}

/** A browser holds the whole way from the form back to Duethread against form-action. */
function pageHeaders(baseUrl: string): RequestHandler {
  return helmet({
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'form-action': ["'self'", baseUrl],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });
}
