import type { Express } from 'express';
import type { Clock } from '../server/ports.ts';
import type { Shutdown } from '../server/process.ts';
import type { Services } from '../server/services.ts';
import type { LoadedCompany } from './company/load-company.ts';
import type { DemoConfig } from './config.ts';
import type { MailStore } from './mail/mail-store.ts';
import type { SmtpPostOffice } from './mail/smtp-post-office.ts';

/** What the parts of the demo share. */
export interface DemoContext {
  readonly config: DemoConfig;
  /** The server's own services on the server's database. */
  readonly services: Services;
  readonly clock: Clock;
  readonly company: LoadedCompany;
  /** The collectors' mailboxes, and the SMTP server that all mail goes through. */
  readonly mail: { readonly store: MailStore; readonly postOffice: SmtpPostOffice };
  /** Tells the person at the terminal; stderr. */
  readonly say: (line: string) => void;
  /** Takes what has to be ended with the process. */
  readonly shutdown: Shutdown;
}

/** One part of the demo: it prepares itself and puts its routes on the app, under a path of its own. */
export type DemoPart = (app: Express, context: DemoContext) => Promise<void>;
