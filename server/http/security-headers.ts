import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

type Directives = Record<string, string[]>;

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export interface HeaderSettings {
  /** Whether people reach us by https; then they never shall by http. */
  readonly secure: boolean;
}

export interface PaneHeaderSettings extends HeaderSettings {
  /** The origins of the mail clients that may show the pane in a frame. */
  readonly frameAncestors: readonly string[];
  /** The origin that Office.js and what it loads come from. */
  readonly officeOrigin: string;
  /** The origin that people sign in at. */
  readonly signInOrigin: string;
}

/** For answers that no browser shows: the API, health, metrics. */
export function apiHeaders({ secure }: HeaderSettings): RequestHandler {
  const options = {
    ...common(secure),
    contentSecurityPolicy: policy({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }),
  };
  return always(options, { 'Cache-Control': 'no-store' });
}

/** For the pages of managers and admins, and the sign-in: framed nowhere, nothing inline. */
export function pageHeaders({ secure }: HeaderSettings): RequestHandler {
  return always({
    ...common(secure),
    contentSecurityPolicy: policy({ ...OWN_PAGE, 'connect-src': ["'self'"], 'frame-ancestors': ["'none'"] }),
    // A form of ours says where it comes from by Origin, which no-referrer would make null.
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * For the Outlook pane: shown in frames of the mail clients only, and opened by them as a dialog, which a same-origin opener policy would cut off.
 * Its icons and launch events are fetched from the mail clients' own origins.
 */
export function paneHeaders(settings: PaneHeaderSettings): RequestHandler {
  const { secure, frameAncestors, officeOrigin, signInOrigin } = settings;
  return always({
    ...common(secure),
    contentSecurityPolicy: policy({
      ...OWN_PAGE,
      'script-src': ["'self'", officeOrigin],
      'connect-src': ["'self'", signInOrigin],
      'frame-src': ["'self'", signInOrigin],
      'frame-ancestors': [...frameAncestors],
    }),
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    xFrameOptions: false,
  });
}

const OWN_PAGE: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

/** Sets the headers that helmet makes of the options. They are the same on every answer, so they are made once. */
function always(options: HelmetOptions, more: Readonly<Record<string, string>> = {}): RequestHandler {
  const headers = [...headersOf(options), ...Object.entries(more)];
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

function headersOf(options: HelmetOptions): [name: string, value: string][] {
  const headers: [string, string][] = [];
  const answer = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, answer as unknown as ServerResponse, (error?: unknown) => {
    if (error !== undefined) throw error;
  });
  return headers;
}

function policy(directives: Directives) {
  return { useDefaults: false, directives };
}

function common(secure: boolean) {
  return { strictTransportSecurity: secure && { maxAge: YEAR_SECONDS, includeSubDomains: true } };
}
