import { type Config, ConfigInvalid, loadConfig } from '../server/config.ts';
import type { Environment } from '../server/config-variables.ts';

/** The settings of the demo process: the server's, which it shares a database and secrets with, and where it listens itself. */
export interface DemoConfig {
  readonly server: Config;
  readonly port: number;
  /** Where the browser and the server reach this process, without a trailing slash. */
  readonly url: string;
  /** Where the Gmail add-on is, without a trailing slash. */
  readonly gmailAddonUrl: string;
}

/** Reads this process's environment. Throws ConfigInvalid. */
export function readDemoConfig(): DemoConfig {
  return loadDemoConfig(process.env);
}

/** Makes the configuration of an environment with `DEMO=on`; the port is DEMO_URL's where DEMO_PORT does not say otherwise. Throws ConfigInvalid. */
export function loadDemoConfig(environment: Environment): DemoConfig {
  const server = loadConfig(environment);
  const { demoUrl } = server;
  if (!server.demo || demoUrl === null) throw new ConfigInvalid(['the demo needs DEMO=on']);
  const port = Number(environment.DEMO_PORT ?? new URL(demoUrl).port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigInvalid(['DEMO_PORT needs to be a port']);
  const gmailAddonUrl = environment.GMAIL_ADDON_ENDPOINT ?? `http://localhost:${environment.GMAIL_ADDON_PORT ?? ''}`;
  return { server, port, url: demoUrl, gmailAddonUrl };
}
