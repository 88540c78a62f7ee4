import type { SetupFinding } from '#shared/api/setup.ts';
import { ACTIVITY_CODES } from '#shared/domain/activity-code.ts';
import { isDunning, TEMPLATE_STAGES, type TemplateStage } from '#shared/domain/dunning.ts';
import { failed, finding, listed, passed } from '../finding.ts';
import type { LiveTemplate, SetupFacts, StepRule } from '../setup-facts.ts';

const DUNNING_STAGES: readonly TemplateStage[] = TEMPLATE_STAGES.filter(isDunning);

const templates: StepRule = {
  step: 'templates',
  href: '/admin/templates',
  judge: ({ templates: live }) => {
    const languages = languagesOf(live);
    return {
      found: live.length === 0 ? 'none is live' : `${live.length} live, in ${listed(languages)}`,
      missing: live.length === 0 ? 'Have a template approved for each notice.' : templatesMissing(live, languages),
    };
  },
  attempt: async ({ templates: live }) => {
    if (live.length === 0) return [failed('Notices', 'No template is live.')];
    return DUNNING_STAGES.flatMap((stage) => languagesOf(live).map((language) => stageFinding(live, stage, language)));
  },
};

const codes: StepRule = {
  step: 'codes',
  href: '/admin/codes',
  judge: (facts) => {
    const { on, off } = codesOf(facts);
    return {
      found: off === 0 ? `all ${on} standard codes` : `${on} of ${on + off} standard codes`,
      missing: on === 0 ? 'Every code is switched off, so that nothing can be logged.' : null,
    };
  },
  attempt: async (facts) => {
    const { on } = codesOf(facts);
    return [finding('Codes', on === 0 ? 'None is switched on.' : null, `People choose among ${on}.`)];
  },
};

const retention: StepRule = {
  step: 'retention',
  href: '/admin/texts',
  judge: ({ retention: decided }) => ({
    found: decided ?? 'not decided; texts are kept for ever',
    missing: decided === null ? 'Decide how long mail and notes are kept.' : null,
  }),
  attempt: async ({ retention: decided }) => [
    decided === null
      ? failed('Keeping texts', 'Nothing is decided; mail and notes are kept for ever.')
      : passed('Keeping texts', `Decided: ${decided}.`),
  ],
};

export const TEXT_STEPS: readonly StepRule[] = [templates, codes, retention];

function codesOf({ tenant }: SetupFacts): { on: number; off: number } {
  const off = tenant.codes?.off.length ?? 0;
  return { on: ACTIVITY_CODES.length - off, off };
}

/** Which notices a language lacks that has others. */
function templatesMissing(live: readonly LiveTemplate[], languages: readonly string[]): string | null {
  const lacking = languages.flatMap((language) =>
    DUNNING_STAGES.filter((stage) => !hasStage(live, stage, language)).map(
      (stage) => `${wordsOf(stage)} (${language})`,
    ),
  );
  return lacking.length === 0 ? null : `No live template is there for ${listed(lacking)}.`;
}

function stageFinding(live: readonly LiveTemplate[], stage: TemplateStage, language: string): SetupFinding {
  const found = live.find((one) => one.stage === stage && one.language === language);
  const what = `${wordsOf(stage)} (${language})`;
  if (found === undefined) return failed(what, 'No template of it is live.');
  const wrong = found.approvedBy === null ? `Nobody answers for “${found.name}”.` : null;
  return finding(what, wrong, `“${found.name}”, which ${found.approvedBy} answers for.`);
}

function hasStage(live: readonly LiveTemplate[], stage: TemplateStage, language: string): boolean {
  return live.some((one) => one.stage === stage && one.language === language);
}

function languagesOf(live: readonly LiveTemplate[]): string[] {
  return [...new Set(live.map(({ language }) => language))].sort();
}

function wordsOf(stage: TemplateStage): string {
  return stage.replaceAll('_', ' ');
}
