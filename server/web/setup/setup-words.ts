import type { SetupStep, StepState } from '#shared/api/setup.ts';

export const STEP_TITLES: Readonly<Record<SetupStep, string>> = {
  company: 'The company',
  zone: 'Its time zone',
  working_days: 'Working days and holidays',
  currencies: 'Currencies',
  buckets: 'Ageing buckets',
  sign_in: 'Sign-in',
  feed: 'Feed of the ERP',
  users: 'Users',
  outlook: 'Outlook',
  gmail: 'Gmail',
  templates: 'Templates',
  codes: 'Activity codes',
  retention: 'How long texts are kept',
};

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  done: 'done',
  missing: 'to do',
  not_needed: 'not needed',
};
