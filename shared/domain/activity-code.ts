/** How a customer was reached. */
export const CHANNELS = ['email', 'phone', 'none'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * What an activity is worth as contact. An *attempt* went out and may not have reached anybody; a *contact* reached a person;
 * a *right-party contact* reached someone who can decide on payment. A note reaches nobody.
 */
export const REACHES = ['note', 'attempt', 'contact', 'right_party_contact'] as const;
export type Reach = (typeof REACHES)[number];

/** Why a customer says that an invoice is not paid. */
export const NON_PAYMENT_REASONS = [
  'invoice_not_received',
  'waiting_for_approval',
  'in_payment_run',
  'cash_flow',
  'disputed',
  'deduction',
] as const;
export type NonPaymentReason = (typeof NON_PAYMENT_REASONS)[number];

/** How an activity ended. Which ones a code allows stands in the catalogue. */
export const OUTCOMES = [
  'awaiting_reply',
  'call_again',
  'call_back_agreed',
  'message_taken',
  'number_needed',
  'number_corrected',
  'copy_requested',
  'information_given',
  'reason_given',
  'promised_in_full',
  'promised_in_part',
  'dispute_opened',
  'payment_announced',
  'refused',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const ACTIVITY_CODES = [
  'email_first_notice',
  'email_second_notice',
  'email_final_notice',
  'email_statement',
  'email_copy_of_invoice',
  'email_reply',
  'email_promise_to_pay',
  'email_dispute_raised',
  'phone_no_answer',
  'phone_left_voicemail',
  'phone_wrong_number',
  'phone_gatekeeper',
  'phone_spoke_with_ap',
  'phone_promise_to_pay',
  'phone_dispute_raised',
  'phone_payment_sent',
  'phone_refused',
  'note',
] as const;
export type ActivityCode = (typeof ACTIVITY_CODES)[number];

export type Need = 'required' | 'optional' | 'none';

/** One line of the catalogue: what a code stands for and what it asks for. */
export interface CodeDefinition {
  readonly code: ActivityCode;
  /** The trade's words, as reports and panes show them in English. */
  readonly label: string;
  readonly channel: Channel;
  /** Who wrote or spoke first: `in` is a message that came from the customer, which has no delivery of ours. */
  readonly direction: 'out' | 'in';
  readonly reach: Reach;
  /** The outcomes to choose from; empty where the code says it all (a mail's delivery is kept apart). */
  readonly outcomes: readonly Outcome[];
  readonly amount: Need;
  readonly date: Need;
  readonly reason: Need;
}

type Needs = Partial<Pick<CodeDefinition, 'amount' | 'date' | 'reason'>>;

function email(code: ActivityCode, name: string): CodeDefinition {
  return {
    code,
    label: `Email Sent (${name})`,
    channel: 'email',
    direction: 'out',
    reach: 'attempt',
    outcomes: [],
    amount: 'none',
    date: 'none',
    reason: 'none',
  };
}

function received(
  code: ActivityCode,
  name: string,
  { outcomes, ...needs }: { outcomes: readonly Outcome[] } & Needs,
): CodeDefinition {
  return {
    ...email(code, name),
    label: `Email Received (${name})`,
    direction: 'in',
    reach: 'right_party_contact',
    outcomes,
    ...needs,
  };
}

function phone(
  code: ActivityCode,
  name: string,
  { reach, outcomes, ...needs }: { reach: Reach; outcomes: readonly Outcome[] } & Needs,
): CodeDefinition {
  return {
    code,
    label: `Phone Call (${name})`,
    channel: 'phone',
    direction: 'out',
    reach,
    outcomes,
    amount: 'none',
    date: 'none',
    reason: 'none',
    ...needs,
  };
}

/** The standard codes. A code is intent; what is known of a message's delivery stands beside it. */
export const CODE_CATALOGUE: readonly CodeDefinition[] = [
  email('email_first_notice', 'First Notice'),
  email('email_second_notice', 'Second Notice'),
  email('email_final_notice', 'Final Notice'),
  email('email_statement', 'Statement'),
  email('email_copy_of_invoice', 'Copy of Invoice'),
  email('email_reply', 'Reply'),
  received('email_promise_to_pay', 'Promise to Pay', {
    outcomes: ['promised_in_full', 'promised_in_part'],
    amount: 'required',
    date: 'required',
    reason: 'optional',
  }),
  received('email_dispute_raised', 'Dispute Raised', {
    outcomes: ['dispute_opened'],
    amount: 'optional',
    reason: 'required',
  }),
  phone('phone_no_answer', 'No Answer', { reach: 'attempt', outcomes: ['call_again'] }),
  phone('phone_left_voicemail', 'Left Voicemail', { reach: 'attempt', outcomes: ['awaiting_reply', 'call_again'] }),
  phone('phone_wrong_number', 'Wrong Number', { reach: 'attempt', outcomes: ['number_needed', 'number_corrected'] }),
  phone('phone_gatekeeper', 'Gatekeeper', {
    reach: 'contact',
    outcomes: ['message_taken', 'call_again', 'call_back_agreed'],
  }),
  phone('phone_spoke_with_ap', 'Spoke with AP', {
    reach: 'right_party_contact',
    outcomes: ['information_given', 'reason_given', 'copy_requested', 'call_back_agreed'],
    reason: 'optional',
  }),
  phone('phone_promise_to_pay', 'Promise to Pay', {
    reach: 'right_party_contact',
    outcomes: ['promised_in_full', 'promised_in_part'],
    amount: 'required',
    date: 'required',
    reason: 'optional',
  }),
  phone('phone_dispute_raised', 'Dispute Raised', {
    reach: 'right_party_contact',
    outcomes: ['dispute_opened'],
    amount: 'optional',
    reason: 'required',
  }),
  phone('phone_payment_sent', 'Payment Sent', {
    reach: 'right_party_contact',
    outcomes: ['payment_announced'],
    amount: 'optional',
    date: 'optional',
  }),
  phone('phone_refused', 'Refused', { reach: 'right_party_contact', outcomes: ['refused'], reason: 'optional' }),
  {
    code: 'note',
    label: 'Note',
    channel: 'none',
    direction: 'out',
    reach: 'note',
    outcomes: [],
    amount: 'none',
    date: 'none',
    reason: 'none',
  },
];

const BY_CODE: ReadonlyMap<string, CodeDefinition> = new Map(CODE_CATALOGUE.map((line) => [line.code, line]));

/** The catalogue's line for a code. Throws RangeError for a code that is not in it. */
export function codeDefinition(code: ActivityCode): CodeDefinition {
  const definition = BY_CODE.get(code);
  if (definition === undefined) throw new RangeError(`"${code}" is not in the catalogue of activity codes.`);
  return definition;
}

/** Whether the code is a customer's word to pay an amount by a day, on the phone or in a mail. */
export function isPromise(code: ActivityCode): boolean {
  return code === 'phone_promise_to_pay' || code === 'email_promise_to_pay';
}

/** Whether the code is a customer's saying that something is not owed, on the phone or in a mail. */
export function isDisputeRaised(code: ActivityCode): boolean {
  return code === 'phone_dispute_raised' || code === 'email_dispute_raised';
}

/** Whether the code counts as having touched a customer: an attempt or a contact does, a note does not. */
export function touches(code: ActivityCode): boolean {
  return codeDefinition(code).reach !== 'note';
}

/** What an activity said of its outcome, amount, date and reason, as far as it said it. */
export interface CodeDetails {
  readonly outcome?: Outcome | undefined;
  readonly amount?: unknown;
  readonly date?: unknown;
  readonly reason?: NonPaymentReason | undefined;
}

export interface CodeProblem {
  readonly field: 'outcome' | 'amount' | 'date' | 'reason';
  readonly problem: string;
}

/** Holds the details of an activity against its code; an empty list means that they fit. */
export function problemsWithDetails(code: ActivityCode, details: CodeDetails): CodeProblem[] {
  const definition = codeDefinition(code);
  const problems: CodeProblem[] = outcomeProblems(definition, details.outcome);
  for (const field of ['amount', 'date', 'reason'] as const) {
    const given = details[field] !== undefined;
    if (definition[field] === 'required' && !given) {
      problems.push({ field, problem: `${definition.label} needs ${field === 'amount' ? 'an' : 'a'} ${field}.` });
    }
    if (definition[field] === 'none' && given) {
      problems.push({ field, problem: `${definition.label} takes no ${field}; leave it out.` });
    }
  }
  return problems;
}

function outcomeProblems({ label, outcomes }: CodeDefinition, outcome: Outcome | undefined): CodeProblem[] {
  if (outcomes.length === 0) {
    return outcome === undefined ? [] : [{ field: 'outcome', problem: `${label} takes no outcome; leave it out.` }];
  }
  if (outcome !== undefined && outcomes.includes(outcome)) return [];
  return [{ field: 'outcome', problem: `${label} needs one of these outcomes: ${outcomes.join(', ')}.` }];
}
