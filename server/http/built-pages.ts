import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { PaneConfig } from '#shared/api/pane-config.ts';

/** Vite puts a hash of the content into the name. */
const HASHED = /-[\w-]{8,}\.\w+$/;
const OFFICE_JS_PLACE = '__OFFICE_JS_URL__';
/** Classic Outlook's script engine knows no location; the launch events learn here where the API is. */
const BASE_URL_PLACE = '__BASE_URL__';

/** The Outlook pane as it was built, under `/addin/`; its pages learn here where Office.js comes from. */
export function panePages(folder: string, config: PaneConfig, baseUrl: string): Router {
  const router = Router();
  router.get('/config.json', (_req, res) => {
    res.setHeader('Cache-Control', 'no-cache').json(config);
  });
  router.get(/^\/(?:[\w/-]+\.html)?$/, async (req, res, next) => {
    const page = await readPage(join(folder, req.path === '/' ? 'index.html' : normalize(req.path)));
    if (page === null) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.type('html').send(page.replaceAll(OFFICE_JS_PLACE, escapeAttribute(config.officeJs)));
  });
  router.get('/events.js', async (_req, res, next) => {
    const script = await readPage(join(folder, 'events.js'));
    if (script === null) return next();
    res.setHeader('Cache-Control', 'no-cache').type('js').send(script.replaceAll(BASE_URL_PLACE, baseUrl));
  });
  router.use(files(folder));
  return router;
}

/** The pages of managers and admins as they were built. They find their way by the address, so every page's address gives the same file. */
export function managerPages(folder: string): Router {
  const router = Router();
  router.use(files(folder));
  router.get(/^\/(?:[\w-]+(?:\/[\w-]+)*)?\/?$/, async (req, res, next) => {
    const page = req.path.startsWith('/api') ? null : await readPage(join(folder, 'index.html'));
    if (page === null) return next();
    res.setHeader('Cache-Control', 'no-cache').type('html').send(page);
  });
  return router;
}

function files(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (res, path) => res.setHeader('Cache-Control', cachingOf(path)),
  });
}

/** Mail clients cache icons; a page or a launch event that is out of date would call an API that has moved on. */
function cachingOf(path: string): string {
  if (HASHED.test(path)) return 'public, max-age=31536000, immutable';
  return /\.(html|js|json)$/.test(path) ? 'no-cache' : 'public, max-age=3600';
}

async function readPage(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
