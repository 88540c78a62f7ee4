import { changeSettings, readSettings, type SettingsView } from '#shared/api/settings.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { SettingsService } from './settings-service.ts';
import { bucketsOf, type TenantSettings } from './tenant-settings.ts';

export function settingsEndpoints({ settings }: { settings: SettingsService }): Endpoint[] {
  return [
    endpoint(readSettings, async () => {
      const [current, changes] = await Promise.all([settings.read(), settings.changes()]);
      return {
        settings: presentSettings(current),
        changes: changes.map(({ at, by, before, after }) => ({
          at: at.toISOString(),
          by,
          before: presentSettings(before),
          after: presentSettings(after),
        })),
      };
    }),
    endpoint(changeSettings, async ({ body, actor }) => presentSettings(await settings.change(body, actor.email))),
  ];
}

function presentSettings({ ageing, ...rest }: TenantSettings): SettingsView {
  const { autoPost, writeOffTolerance, matchingTolerance, oldestFirst, calendar, promiseGraceDays, targets } = rest;
  const { neverLog, keptOfMail, sendAnyway } = rest;
  return {
    ageing: {
      preset: ageing.preset,
      lastDays: [...ageing.lastDays],
      labels: bucketsOf(ageing).map(({ label }) => label),
    },
    autoPost,
    writeOffTolerance: [...writeOffTolerance],
    matchingTolerance: { fraction: matchingTolerance.fraction, amounts: [...matchingTolerance.amounts] },
    oldestFirst,
    calendar: { weekend: [...calendar.weekend], holidays: [...calendar.holidays] },
    promiseGraceDays,
    targets: targets.map((target) => ({ ...target })),
    neverLog: [...neverLog],
    keptOfMail,
    sendAnyway,
  };
}
