import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ADDON_TRIGGERS } from '#shared/api/gmail-deployment.ts';
import { ACTION_NAMES, type ActionName, ActionSeals } from './actions.ts';
import { AddonCalls, type CallSettings } from './addon-calls.ts';
import { noteCalls } from './call-log.ts';
import { CallMetrics, metricsPage } from './call-metrics.ts';
import { actionPath, type TriggerName } from './entry-points.ts';
import { CallRefused, GoogleVerifier, KeysUnavailable } from './verify-google-request.ts';

const MAX_BODY = '500kb';

interface AddonSettings extends CallSettings {
  /** Google's key set. */
  readonly keys: string;
  /** Lets Prometheus read the metrics from another machine; this machine alone reads them where it is left out. */
  readonly metricsToken?: string | null;
}

/** The Gmail add-on: every address that Google calls, each behind the check that it is Google. */
export function createGmailAddon(settings: AddonSettings, log: Logger, metrics = new CallMetrics()): Express {
  const verifier = new GoogleVerifier(settings);
  const calls = new AddonCalls(settings, verifier, new ActionSeals(settings.actionSecret, settings.now), log);
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  app.get('/metrics', metricsPage(metrics, settings.metricsToken ?? null));
  app.use(noteCalls(log, metrics));
  // Before its body is read, so that a stranger's is never parsed.
  app.use(requireGoogle(verifier, settings.endpoint), express.json({ limit: MAX_BODY }));
  for (const [name, path] of Object.entries(ADDON_TRIGGERS)) {
    app.post(path, async (req, res) => {
      res.json(await calls.trigger(name as TriggerName, req.body, log));
    });
  }
  for (const name of ACTION_NAMES) {
    app.post(actionPath(name), async (req, res) => {
      res.json(await calls.action(name as ActionName, req.body, log));
    });
  }
  app.use(refuse, failure(log));
  return app;
}

/** The audience is the configured address with the path that was called, never what the request says its host is. */
function requireGoogle(verifier: GoogleVerifier, endpoint: string): RequestHandler {
  return async (req, _res, next) => {
    const [, token] = /^Bearer ([^\s]+)$/i.exec(req.headers.authorization ?? '') ?? [];
    await verifier.requireGoogle(token, endpoint + req.path);
    next();
  };
}

const refuse: RequestHandler = (_req, res) => {
  res.status(404).json({});
};

/** Every refusal is the same empty answer: who is not Google learns nothing from it. */
function failure(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    if (error instanceof CallRefused) {
      log.warn({ path: req.path, reason: error.reason }, 'call refused');
      res.status(401).json({});
      return;
    }
    if (error instanceof KeysUnavailable) {
      log.error({ path: req.path }, 'the keys of Google cannot be read');
      res.status(503).json({});
      return;
    }
    const { status, name, stack } = error as { status?: unknown; name?: unknown; stack?: unknown };
    const isUnreadable = typeof status === 'number' && status >= 400 && status < 500;
    // A parser's message quotes what it read, so its name is all that is logged of it.
    log.error({ path: req.path, name, ...(isUnreadable ? {} : { stack }) }, 'call failed');
    res.status(isUnreadable ? 400 : 500).json({});
  };
}
