import { join } from 'node:path';
import express, { type Express, Router } from 'express';
import type { Logger } from 'pino';
import type { PaneConfig } from '#shared/api/pane-config.ts';
import { activityEndpoints } from './features/activities/activity-routes.ts';
import { cashApplicationEndpoints } from './features/cash-application/cash-application-routes.ts';
import { codeEndpoints } from './features/codes/code-routes.ts';
import { customerCardEndpoints } from './features/customer-card/customer-card-routes.ts';
import { customerMergeEndpoints } from './features/customer-merges/customer-merge-routes.ts';
import { digestEndpoints } from './features/digests/digest-routes.ts';
import { dispatchEndpoints } from './features/dispatches/dispatch-routes.ts';
import { templateTrialEndpoints } from './features/dispatches/template-trial-routes.ts';
import { disputeEndpoints } from './features/disputes/dispute-routes.ts';
import { documentEndpoints, documentLinkRoutes } from './features/documents/document-routes.ts';
import { feedEndpoints } from './features/erp-feed/feed-routes.ts';
import { goalEndpoints } from './features/goals/goal-routes.ts';
import { withinPortfolios } from './features/portfolios/portfolio-routes.ts';
import { promiseEndpoints } from './features/promises-to-pay/promise-routes.ts';
import { reviewNoteEndpoints } from './features/review-notes/review-note-routes.ts';
import { savedViewEndpoints } from './features/saved-views/saved-view-routes.ts';
import { seenMessageEndpoints } from './features/seen-messages/seen-message-routes.ts';
import { manifestRoutes } from './features/setup/manifest-routes.ts';
import { setupEndpoints } from './features/setup/setup-routes.ts';
import { taskEndpoints } from './features/tasks/task-routes.ts';
import { teamEndpoints } from './features/teams/team-routes.ts';
import { templateEndpoints } from './features/templates/template-routes.ts';
import { textEndpoints } from './features/texts/text-routes.ts';
import { threadContextEndpoints } from './features/thread-context/thread-context-routes.ts';
import { userEndpoints } from './features/users/user-routes.ts';
import { worklistEndpoints } from './features/worklist/worklist-routes.ts';
import { managerPages, panePages } from './http/built-pages.ts';
import type { Endpoint } from './http/endpoint.ts';
import { errorHandler, routeUnknown } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { measureRequests, metricsRoutes } from './http/metrics-routes.ts';
import { mount } from './http/mount.ts';
import { openApiDocument } from './http/openapi.ts';
import { pageSession } from './http/page-session.ts';
import { RequestLimits } from './http/request-limits.ts';
import { requestLog } from './http/request-log.ts';
import { apiHeaders, pageHeaders, paneHeaders } from './http/security-headers.ts';
import { adminLogEndpoints } from './identity/admin-log-routes.ts';
import { colleagueEndpoints } from './identity/colleague-routes.ts';
import { companyEndpoints } from './identity/company-routes.ts';
import { identityEndpoints } from './identity/identity-routes.ts';
import { machineKeyEndpoints } from './identity/machine-key-routes.ts';
import type { PageProviderSettings } from './identity/page-provider.ts';
import { sessionEndpoints } from './identity/session-routes.ts';
import { settingsEndpoints } from './identity/settings-routes.ts';
import { signInRoutes } from './identity/sign-in-routes.ts';
import type { PerMinute } from './limits/limit.ts';
import { myFiguresEndpoints } from './reporting/my-figures/my-figures-routes.ts';
import { reportEndpoints } from './reporting/report-routes.ts';
import type { Services } from './services.ts';

export interface AppSettings {
  readonly checkAnswers: boolean;
  /** The origin under which people reach the server, without a trailing slash. */
  readonly baseUrl: string;
  readonly trustProxy: number;
  readonly metricsToken: string | null;
  /** Signs the pages' session cookies. */
  readonly cookieSecret: string;
  readonly limits: PerMinute;
  readonly providers: readonly PageProviderSettings[];
  readonly pane: PaneConfig;
  /** The mail clients' origins that may show the pane. */
  readonly frameAncestors: readonly string[];
  /** The folder with the built pages: `addin` and `web` lie in it. */
  readonly builtPages: string;
}

/** The API's operations with their handlers; the OpenAPI document and the router are both made from this list. */
export function endpointsOf(services: Services): Endpoint[] {
  return [
    ...identityEndpoints(services),
    ...sessionEndpoints(services),
    ...machineKeyEndpoints(services),
    ...colleagueEndpoints(services),
    ...settingsEndpoints(services),
    ...companyEndpoints(services),
    ...setupEndpoints(services),
    ...userEndpoints(services),
    ...adminLogEndpoints(services),
    ...textEndpoints(services),
    ...codeEndpoints(services),
    ...feedEndpoints(services),
    ...cashApplicationEndpoints(services),
    ...activityEndpoints(services),
    ...promiseEndpoints(services),
    ...disputeEndpoints(services),
    ...dispatchEndpoints(services),
    ...templateEndpoints(services),
    ...templateTrialEndpoints(services),
    ...documentEndpoints(services),
    ...seenMessageEndpoints(services),
    ...customerCardEndpoints(services),
    ...customerMergeEndpoints(services),
    ...taskEndpoints(services),
    ...worklistEndpoints(services),
    ...digestEndpoints(services),
    ...savedViewEndpoints(services),
    ...threadContextEndpoints(services),
    ...teamEndpoints(services),
    ...goalEndpoints(services),
    ...reviewNoteEndpoints(services),
    ...myFiguresEndpoints(services),
    ...reportEndpoints(services),
  ];
}

/** The whole HTTP side, middleware in order. */
export function createApp(services: Services, settings: AppSettings, logger: Logger): Express {
  const secure = settings.baseUrl.startsWith('https:');
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);
  app.use(requestLog(logger), measureRequests(services.metrics));

  app.use(['/api', '/healthz', '/readyz', '/metrics'], apiHeaders({ secure }));
  const limits = new RequestLimits(services.limiter, settings.limits);
  const session = pageSession({ secret: settings.cookieSecret, secure });
  app.use('/api/sessions', limits.signIns, session);
  app.use(apiRoutes(services, settings, limits));
  app.use(healthRoutes(services.lifecycle));
  app.use(metricsRoutes(services.metrics, settings.metricsToken));

  app.use(
    '/addin',
    paneHeaders(paneHeaderSettings(settings, secure)),
    panePages(join(settings.builtPages, 'addin'), settings.pane, settings.baseUrl),
  );
  app.use(pageHeaders({ secure }));
  // The form of the sign-out begins a session as well.
  app.use(['/sign-in', '/sign-out'], limits.signIns, session);
  app.use(signInRoutes(services, settings, logger));
  app.use(documentLinkRoutes(services), manifestRoutes(services));
  app.get('/.well-known/microsoft-officeaddins-allowed.json', (_req, res) => {
    res.json({ allowed: [`${settings.baseUrl}/addin/events.js`] });
  });
  app.use(managerPages(join(settings.builtPages, 'web')));
  app.use(routeUnknown);
  app.use(errorHandler(logger));
  return app;
}

function apiRoutes(services: Services, { checkAnswers, baseUrl }: AppSettings, limits: RequestLimits): Router {
  const router = Router();
  const endpoints = withinPortfolios(endpointsOf(services), services);
  mount(router, endpoints, { findActor: services.findActor, limits, checkAnswers });
  const document = openApiDocument(
    endpoints.map(({ operation }) => operation),
    baseUrl,
  );
  router.get('/api/openapi.json', (_req, res) => {
    res.json(document);
  });
  return router;
}

function paneHeaderSettings({ pane, frameAncestors }: AppSettings, secure: boolean) {
  return {
    secure,
    frameAncestors,
    officeOrigin: new URL(pane.officeJs).origin,
    signInOrigin: new URL(pane.issuer).origin,
  };
}
