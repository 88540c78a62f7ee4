import type { SetupFinding, SetupStep } from '#shared/api/setup.ts';
import type { TemplateStage } from '#shared/domain/dunning.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import type { User } from '../../identity/user-repository.ts';
import type { FeedStatus } from '../erp-feed/feed-run-service.ts';
import type { OwnAddresses } from './own-addresses.ts';
import type { SetupSettings } from './setup-settings.ts';
import type { SetupTry } from './setup-try-repository.ts';

/** A template that can be sent. */
export interface LiveTemplate {
  readonly name: string;
  readonly stage: TemplateStage;
  readonly language: string;
  readonly approvedBy: string | null;
}

/** What is open in one currency, in minor units, by the ageing report. */
export interface AgeingSum {
  readonly currency: string;
  readonly invoiceOpen: number;
  readonly buckets: readonly number[];
}

/** What a company has, read once for all steps. */
export interface SetupFacts {
  readonly now: Date;
  readonly tenant: Tenant;
  readonly users: readonly User[];
  readonly feeds: readonly FeedStatus[];
  readonly templates: readonly LiveTemplate[];
  /** What was decided about keeping texts; null where nothing was. */
  readonly retention: string | null;
  readonly tries: ReadonlyMap<SetupStep, SetupTry>;
  readonly settings: SetupSettings;
}

/** What a try may ask beside the facts. */
export interface SetupTools {
  readonly addresses: OwnAddresses;
  /** One entry a currency that the ledger has something open in. */
  readonly ageingSums: () => Promise<readonly AgeingSum[]>;
  /** The numbers of customers who have an address of one of these mail domains. */
  readonly customersOfDomains: (domains: readonly string[]) => Promise<readonly string[]>;
}

/** How a step stands, as the facts have it. */
export interface StepJudgement {
  readonly found: string;
  /** Null where nothing is missing. */
  readonly missing: string | null;
  /** True where the company can do without it. */
  readonly isNotNeeded?: boolean;
}

/** One step of the set-up: where it is done, how it stands, and how it is tried. */
export interface StepRule {
  readonly step: SetupStep;
  readonly href: string;
  readonly judge: (facts: SetupFacts) => StepJudgement;
  readonly attempt: (facts: SetupFacts, tools: SetupTools) => Promise<SetupFinding[]>;
}
