import express, { type Express, Router } from 'express';
import type { Logger } from 'pino';
import type { Endpoint } from './http/endpoint.ts';
import { errorHandler, routeUnknown } from './http/error-handler.ts';
import { mount } from './http/mount.ts';
import { requestLog } from './http/request-log.ts';
import { identityEndpoints } from './identity/identity-routes.ts';
import type { Services } from './services.ts';

export interface AppSettings {
  readonly checkAnswers: boolean;
}

/** The API's operations with their handlers; the OpenAPI document and the router are both made from this list. */
export function endpointsOf(services: Services): Endpoint[] {
  return [...identityEndpoints(services)];
}

/** The whole HTTP side, middleware in order. */
export function createApp(services: Services, settings: AppSettings, logger: Logger): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(logger));
  const api = Router();
  mount(api, endpointsOf(services), { findActor: services.findActor, checkAnswers: settings.checkAnswers });
  app.use(api);
  app.use(routeUnknown);
  app.use(errorHandler(logger));
  return app;
}
