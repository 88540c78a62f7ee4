import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import type { DemoPart } from './demo-part.ts';

const BUILT = new URL('../dist/', import.meta.url);

/** The mailbox page and the stand-in for Office.js, as they were built. */
export const pagesPart: DemoPart = async (app, { config }) => {
  const office = fileURLToPath(new URL('office/office.js', BUILT));
  app.get('/office/office.js', (_req, res) => {
    // The add-in's frame loads it from another origin, as it does from Microsoft's.
    res.set({ 'Cache-Control': 'no-cache', 'Cross-Origin-Resource-Policy': 'cross-origin' }).sendFile(office);
  });
  app.use(pageHeaders(config.server.http.baseUrl), express.static(fileURLToPath(new URL('demo', BUILT))));
  app.use(failure);
};

/** The page shows mail: no script but its own runs in it, and only the add-in is framed. */
function pageHeaders(addIn: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Mail and cards bring their own inline styles and pictures; no script comes with them.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', addIn],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", addIn],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    strictTransportSecurity: false,
  });
}

const failure: ErrorRequestHandler = (error: Error & { responseCode?: number }, _req, res, _next) => {
  res.status(error.responseCode === undefined ? 400 : 422).json({ error: error.message });
};
