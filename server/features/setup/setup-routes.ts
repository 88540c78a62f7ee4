import {
  type GmailSetupView,
  type OutlookSetupView,
  readGmailSetup,
  readOutlookSetup,
  readSetup,
  type SetupStepView,
  type StepTry,
  takeManifest,
  trySetupStep,
} from '#shared/api/setup.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { GmailSetupService } from './gmail-setup-service.ts';
import { MANIFEST_PATH } from './outlook-manifest.ts';
import type { OutlookSetupService } from './outlook-setup-service.ts';
import type { SetupService, StandingStep } from './setup-service.ts';
import type { SetupTry } from './setup-try-repository.ts';

interface Sources {
  readonly setup: SetupService;
  readonly outlookSetup: OutlookSetupService;
  readonly gmailSetup: GmailSetupService;
  readonly baseUrl: string;
}

export function setupEndpoints({ setup, outlookSetup, gmailSetup, baseUrl }: Sources): Endpoint[] {
  return [
    endpoint(readSetup, async () => ({ steps: (await setup.read()).map(presentStep) })),
    endpoint(trySetupStep, async ({ params, actor }) => presentStep(await setup.try(params.step, actor.email))),
    endpoint(readOutlookSetup, async () => presentOutlook(await outlookSetup.read(), baseUrl)),
    endpoint(takeManifest, async ({ actor }) => outlookSetup.take(actor.email)),
    endpoint(readGmailSetup, async () => presentGmail(await gmailSetup.read())),
  ];
}

function presentStep({ step, href, found, missing, isNotNeeded, lastTry }: StandingStep): SetupStepView {
  const stateNow = missing === null ? 'done' : 'missing';
  return {
    step,
    href,
    found,
    missing,
    state: isNotNeeded === true ? 'not_needed' : stateNow,
    lastTry: presentTry(lastTry),
  };
}

function presentTry(lastTry: SetupTry | null): StepTry | null {
  if (lastTry === null) return null;
  const { at, by, findings } = lastTry;
  const passed = findings.every((found) => found.passed);
  return { at: at.toISOString(), by, passed, findings: findings.map((found) => ({ ...found })) };
}

type ReadOutlook = Awaited<ReturnType<OutlookSetupService['read']>>;

function presentOutlook({ manifest, taken, lastTry, ...rest }: ReadOutlook, baseUrl: string): OutlookSetupView {
  return {
    ...rest,
    manifest:
      manifest === null
        ? null
        : {
            id: manifest.id,
            version: manifest.version,
            address: baseUrl + MANIFEST_PATH,
            problems: manifest.problems.map(({ line, problem }) => ({ line, problem })),
          },
    taken: taken === null ? null : presentTaken(taken),
    lastTry: presentTry(lastTry),
  };
}

function presentTaken({ at, by, version, isSame, consentChanges }: NonNullable<ReadOutlook['taken']>) {
  return { at: at.toISOString(), by, version, isSame, consentChanges };
}

function presentGmail({ lastTry, ...rest }: Awaited<ReturnType<GmailSetupService['read']>>): GmailSetupView {
  return { ...rest, lastTry: presentTry(lastTry) };
}
