import { DEMO_USERS } from '../company/people.ts';
import type { DemoPart } from '../demo-part.ts';
import { mailApi } from './mail-api.ts';

/** The collectors' mailboxes, for the mailbox page. */
export const mailPart: DemoPart = async (app, { mail }) => {
  app.use('/demo/api', mailApi({ ...mail, people: DEMO_USERS }));
};
