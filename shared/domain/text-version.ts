/**
 * What becomes of one version of an approved text. A draft is written; submitted, its words never change again; approved by another person, it may be put live, which retires the
 * version before; retired, it stays, since messages were made from it.
 */
export const TEXT_STATES = ['draft', 'submitted', 'approved', 'live', 'retired'] as const;
export type TextState = (typeof TEXT_STATES)[number];

/** The steps from one state to the next. */
export const TEXT_STEPS = ['submit', 'approve', 'reject', 'put_live', 'retire'] as const;
export type TextStep = (typeof TEXT_STEPS)[number];

const FROM: Readonly<Record<TextStep, readonly TextState[]>> = {
  submit: ['draft'],
  approve: ['submitted'],
  reject: ['submitted', 'approved'],
  put_live: ['approved'],
  retire: ['draft', 'submitted', 'approved', 'live'],
};

/** Whether a step leads on from a state. */
export function leadsOn(state: TextState, step: TextStep): boolean {
  return FROM[step].includes(state);
}
