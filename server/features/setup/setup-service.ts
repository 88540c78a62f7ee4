import type { SetupFinding, SetupStep } from '#shared/api/setup.ts';
import { DomainError } from '../../errors.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { SetupFacts, SetupTools, StepJudgement, StepRule } from './setup-facts.ts';
import type { SetupFactsService } from './setup-facts-service.ts';
import type { SetupTry, SetupTryRepository } from './setup-try-repository.ts';
import { COMPANY_STEPS } from './steps/company-steps.ts';
import { FEED_STEP } from './steps/feed-step.ts';
import { GMAIL_STEP } from './steps/gmail-step.ts';
import { OUTLOOK_STEP } from './steps/outlook-step.ts';
import { PEOPLE_STEPS } from './steps/people-steps.ts';
import { TEXT_STEPS } from './steps/text-steps.ts';

/** A step as it stands, with its last try. */
export interface StandingStep extends StepJudgement {
  readonly step: SetupStep;
  readonly href: string;
  readonly lastTry: SetupTry | null;
}

const RULES: readonly StepRule[] = [
  ...COMPANY_STEPS,
  PEOPLE_STEPS.signIn,
  FEED_STEP,
  PEOPLE_STEPS.users,
  OUTLOOK_STEP,
  GMAIL_STEP,
  ...TEXT_STEPS,
];

/** The steps that a company is set up in: how each stands, as the data have it, and whether it works when it is tried. */
export class SetupService {
  constructor(
    private readonly facts: SetupFactsService,
    private readonly tries: SetupTryRepository,
    private readonly tools: SetupTools,
  ) {}

  async read(): Promise<StandingStep[]> {
    const facts = await this.facts.read(currentTenant());
    return RULES.map((rule) => standing(rule, facts));
  }

  /** Tries a step and keeps what was found, in the name of who asked. Throws DomainError `setup_step_unknown`. */
  async try(asked: string, by: string): Promise<StandingStep> {
    const rule = RULES.find((each) => each.step === asked);
    if (rule === undefined) throw new DomainError('setup_step_unknown', 'There is no such step of the set-up.');
    const { step } = rule;
    const facts = await this.facts.read(currentTenant());
    const findings: readonly SetupFinding[] = await rule.attempt(facts, this.tools);
    const kept = { step, at: facts.now, by, findings };
    await this.tries.keep(kept);
    return standing(rule, { ...facts, tries: new Map(facts.tries).set(step, kept) });
  }
}

function standing(rule: StepRule, facts: SetupFacts): StandingStep {
  const { step, href } = rule;
  return { step, href, ...rule.judge(facts), lastTry: facts.tries.get(step) ?? null };
}
