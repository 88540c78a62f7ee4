import { type ErrorRequestHandler, type Request, type Response, Router, urlencoded } from 'express';
import type { Logger } from 'pino';
import { DomainError } from '../errors.ts';
import { asDomainError, noteFailure, statusOf } from '../http/error-handler.ts';
import {
  beginSignedIn,
  endSession,
  formTokenOf,
  type PendingSignIn,
  readSignedIn,
  requireOwnForm,
  saveSession,
} from '../http/page-session.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import type { Clock } from '../ports.ts';
import { PageProvider, type PageProviderSettings } from './page-provider.ts';
import type { SessionService } from './session-service.ts';
import { choicePage, linkPage, problemPage, SIGN_IN_STYLE, signOutPage } from './sign-in-page.ts';
import type { SignedIn, SignInService } from './sign-in-service.ts';

export interface SignInRouteSettings {
  readonly baseUrl: string;
  readonly providers: readonly PageProviderSettings[];
}

interface Sources {
  readonly signIn: SignInService;
  readonly sessions: SessionService;
  readonly clock: Clock;
}

/** Long enough to look for a phone that confirms it. */
const SIGN_IN_TAKES_MS = 15 * 60_000;

const FORM = { extended: false, limit: 2_000 };

/** Signing in to the pages, by Microsoft, Google or a one-time link, and out again. */
export function signInRoutes(sources: Sources, settings: SignInRouteSettings, logger: Logger): Router {
  const { baseUrl, providers } = settings;
  const router = Router();
  router.get('/sign-in', (req, res) => {
    const kinds = providers.map(({ kind }) => kind);
    show(res, choicePage(kinds, destination(req.query.to, baseUrl)));
  });
  router.get('/sign-in/style.css', (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=3600').type('css').send(SIGN_IN_STYLE);
  });
  router.use(linkRoutes(sources, baseUrl), signOutRoutes(sources, baseUrl), providerRoutes(sources, settings));
  router.use('/sign-in', problemAsPage(logger));
  router.use('/sign-out', problemAsPage(logger));
  return router;
}

function linkRoutes({ signIn, clock }: Sources, baseUrl: string): Router {
  const router = Router();
  router.get('/sign-in/link', async (req, res) => {
    show(res, linkPage(String(req.query.secret ?? ''), await formTokenOf(req)));
  });
  router.post('/sign-in/link', urlencoded(FORM), async (req, res) => {
    requireSameOrigin(req, baseUrl);
    requireOwnForm(req);
    const { secret } = (req.body ?? {}) as { secret?: unknown };
    await admit(req, await signIn.byLink(String(secret ?? '')), clock);
    res.redirect(303, '/');
  });
  return router;
}

function signOutRoutes({ sessions, clock }: Sources, baseUrl: string): Router {
  const router = Router();
  router.get('/sign-out', async (req, res) => show(res, signOutPage(await formTokenOf(req))));
  router.post('/sign-out', urlencoded(FORM), async (req, res) => {
    requireSameOrigin(req, baseUrl);
    requireOwnForm(req);
    const subject = readSignedIn(req, clock);
    if (subject !== null) await sessions.endTokensOf(subject);
    await endSession(req);
    res.redirect(303, '/sign-in');
  });
  return router;
}

function providerRoutes({ signIn, clock }: Sources, { baseUrl, providers }: SignInRouteSettings): Router {
  const router = Router();
  for (const settings of providers) {
    const { kind } = settings;
    const provider = new PageProvider(settings, `${baseUrl}/sign-in/callback/${kind}`);

    router.get(`/sign-in/${kind}`, async (req, res) => {
      const { location, checks } = await provider.begin();
      req.session.pending = { ...checks, kind, to: destination(req.query.to, baseUrl), begunAt: clock.now().getTime() };
      await saveSession(req);
      res.redirect(303, location);
    });

    router.get(`/sign-in/callback/${kind}`, async (req, res) => {
      const pending = takePending(req, kind, clock);
      const token = await provider.finish(new URL(req.originalUrl, baseUrl).search, pending);
      await admit(req, await signIn.byDirectoryToken(kind, token, 'pages'), clock);
      res.redirect(303, pending.to);
    });
  }
  return router;
}

/** What came back is held against what was sent only once, and not long after. */
function takePending({ session }: Request, kind: string, clock: Clock): PendingSignIn {
  const { pending } = session;
  delete session.pending;
  const isOfNow = pending !== undefined && clock.now().getTime() - pending.begunAt <= SIGN_IN_TAKES_MS;
  if (isOfNow && pending.kind === kind) return pending;
  throw new DomainError('token_refused', 'This sign-in was not begun in this browser, or is over; begin again.');
}

async function admit(req: Request, { user, tenant }: SignedIn, clock: Clock): Promise<void> {
  await beginSignedIn(req, { userId: user.id, tenantId: tenant.id, epoch: user.sessionEpoch }, clock);
  req.log.info({ requestId: req.id, userId: user.id, tenantId: tenant.id }, 'signed in to the pages');
}

/** Where to go after the sign-in: only ever a path of ours. */
function destination(to: unknown, baseUrl: string): string {
  if (typeof to !== 'string' || !URL.canParse(to, baseUrl)) return '/';
  const { origin, pathname, search } = new URL(to, baseUrl);
  return origin === baseUrl && !pathname.startsWith('//') ? pathname + search : '/';
}

function show(res: Response, page: string, status = 200): void {
  res.status(status).setHeader('Cache-Control', 'no-store').type('html').send(page);
}

function problemAsPage(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const failure = asDomainError(error);
    noteFailure(logger, req, { error, failure });
    show(res, problemPage(failure.message), statusOf(failure.code));
  };
}
