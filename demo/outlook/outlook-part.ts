import { readFile } from 'node:fs/promises';
import type { DemoPart } from '../demo-part.ts';
import { manifestFacts } from './manifest-facts.ts';

const MANIFEST = new URL('../../manifest.xml', import.meta.url);

/** What the stand-in for Outlook needs to know of the add-in: what its manifest says, at the address where the server runs. */
export const outlookPart: DemoPart = async (app, { config }) => {
  const facts = manifestFacts(await readFile(MANIFEST, 'utf8'), config.server.http.baseUrl);
  app.get('/demo/api/outlook/manifest', (_req, res) => {
    res.json(facts);
  });
};
