import express, { Router } from 'express';
import * as z from 'zod/mini';
import type { AddonHost } from './addon-host.ts';

const OpenBody = z.strictObject({ owner: z.string(), messageId: z.nullable(z.int()) });
const FormInput = z.union([
  z.strictObject({ stringInputs: z.strictObject({ value: z.array(z.string()) }) }),
  z.strictObject({ dateInput: z.strictObject({ msSinceEpoch: z.string() }) }),
]);
const PressBody = z.strictObject({
  function: z.string(),
  parameters: z.record(z.string(), z.string()),
  formInputs: z.record(z.string(), FormInput),
});

/** What the mailbox page asks of the add-on host, under `/demo/api/google`. */
export function hostApi(host: AddonHost): Router {
  const router = Router();
  router.use(express.json({ limit: '500kb' }));
  router.post('/panels', async (req, res) => {
    const { owner, messageId } = z.parse(OpenBody, req.body);
    res.json(await host.open(owner, messageId));
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
  return router;
}
