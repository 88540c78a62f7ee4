import express, { Router } from 'express';
import * as z from 'zod/mini';
import type { AddonHost } from './addon-host.ts';
import type { DraftWindow } from './draft-window.ts';

const OpenBody = z.union([
  z.strictObject({ owner: z.string(), messageId: z.nullable(z.int()) }),
  z.strictObject({
    owner: z.string(),
    recipients: z.strictObject({ to: z.array(z.string()), cc: z.array(z.string()) }),
  }),
]);
const OwnerBody = z.strictObject({ owner: z.string() });
const FormInput = z.union([
  z.strictObject({ stringInputs: z.strictObject({ value: z.array(z.string()) }) }),
  z.strictObject({ dateInput: z.strictObject({ msSinceEpoch: z.string() }) }),
]);
const PressBody = z.strictObject({
  function: z.string(),
  parameters: z.record(z.string(), z.string()),
  formInputs: z.record(z.string(), FormInput),
});

/** What the mailbox page asks of the add-on host, and of Gmail's window for a draft, under `/demo/api/google`. */
export function hostApi(host: AddonHost, window: DraftWindow): Router {
  const router = Router();
  router.use(express.json({ limit: '500kb' }));
  router.post('/panels', async (req, res) => {
    const place = z.parse(OpenBody, req.body);
    const opened =
      'recipients' in place ? host.compose(place.owner, place.recipients) : host.open(place.owner, place.messageId);
    res.json(await opened);
  });
  router.post('/panels/:id/presses', async (req, res) => {
    res.json(await host.press(String(req.params.id), z.parse(PressBody, req.body)));
  });
  router.post('/panels/:id/backs', (req, res) => {
    res.json(host.back(String(req.params.id)));
  });
  router.post('/panels/:id/consents', async (req, res) => {
    res.json(await host.consent(String(req.params.id)));
  });
  addDrafts(router, window);
  return router;
}

function addDrafts(router: Router, window: DraftWindow): void {
  router.get('/drafts/:id', (req, res) => {
    res.json(window.open(String(req.query.owner), String(req.params.id)));
  });
  router.post('/drafts/:id/sends', async (req, res) => {
    res.json(await window.send(z.parse(OwnerBody, req.body).owner, String(req.params.id)));
  });
  router.post('/drafts/:id/discards', (req, res) => {
    window.discard(z.parse(OwnerBody, req.body).owner, String(req.params.id));
    res.json({});
  });
}
