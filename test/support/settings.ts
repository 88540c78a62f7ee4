import type { AppSettings } from '../../server/app.ts';
import { loadConfig } from '../../server/config.ts';
import type { ServiceSettings } from '../../server/services.ts';
import { appSettings, serviceSettings } from '../../server/settings.ts';

/** What a test sets otherwise than the environment of the tests does. */
export interface TestSettings {
  /** Environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly services?: Partial<ServiceSettings>;
  readonly app?: Partial<AppSettings>;
}

export const TEST_SECRET = 'a secret that only the tests know, 32+';

/** The clocks of tests stand still, and so does the minute that is counted. */
export const PLENTY = {
  signIns: 1_000_000,
  strangers: 1_000_000,
  user: 1_000_000,
  key: 1_000_000,
  sends: 1_000_000,
  reports: 1_000_000,
};

const ENVIRONMENT = {
  SESSION_SECRET: TEST_SECRET,
  BASE_URL: 'http://localhost:3000',
  LOG_LEVEL: 'silent',
} as const;

/** The settings of the app under test, by the way that the real ones take. */
export function testSettings({ environment, services, app }: TestSettings = {}): {
  services: ServiceSettings;
  app: AppSettings;
} {
  const config = loadConfig({ ...ENVIRONMENT, ...environment });
  return {
    services: { ...serviceSettings(config), ...services },
    app: { ...appSettings(config), limits: PLENTY, ...app },
  };
}
