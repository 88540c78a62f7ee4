import * as z from 'zod/mini';

/** Every error the API answers with, and its kind. A client chooses its words by the code. */
export const ERROR_KINDS = {
  body_not_json: 'unreadable',
  body_too_large: 'too_large',
  request_invalid: 'invalid',
  idempotency_key_missing: 'unreadable',
  idempotency_key_reused: 'invalid',
  not_signed_in: 'unauthenticated',
  token_refused: 'unauthenticated',
  ticket_refused: 'unauthenticated',
  not_allowed: 'forbidden',
  not_found: 'not_found',
  route_unknown: 'not_found',
  customer_not_found: 'not_found',
  item_not_found: 'not_found',
  activity_not_found: 'not_found',
  template_not_found: 'not_found',
  dispatch_not_found: 'not_found',
  report_unknown: 'not_found',
  feed_profile_unknown: 'not_found',
  feed_run_not_found: 'not_found',
  feed_refused: 'invalid',
  feed_held: 'conflict',
  feed_busy: 'conflict',
  feed_run_not_last: 'conflict',
  feed_file_gone: 'not_found',
  cash_match_not_found: 'not_found',
  cash_match_outdated: 'conflict',
  cash_match_refused: 'invalid',
  merge_refused: 'conflict',
  settings_refused: 'invalid',
  company_refused: 'invalid',
  setup_step_unknown: 'not_found',
  manifest_unavailable: 'conflict',
  team_not_found: 'not_found',
  team_taken: 'conflict',
  goal_refused: 'invalid',
  goal_not_found: 'not_found',
  measure_unknown: 'invalid',
  view_taken: 'conflict',
  view_not_found: 'not_found',
  activity_not_correctable: 'conflict',
  activity_code_off: 'conflict',
  codes_changed: 'conflict',
  codes_refused: 'invalid',
  texts_closed: 'forbidden',
  hold_not_found: 'not_found',
  hold_state: 'conflict',
  second_admin_needed: 'conflict',
  erasure_changed: 'conflict',
  template_not_live: 'conflict',
  template_value_missing: 'invalid',
  template_refused: 'invalid',
  text_state: 'conflict',
  second_person_needed: 'forbidden',
  clause_not_found: 'not_found',
  brands_refused: 'invalid',
  gate_closed: 'conflict',
  dispatch_state: 'conflict',
  dispute_resolved: 'conflict',
  dispute_not_found: 'not_found',
  task_not_found: 'not_found',
  document_not_found: 'not_found',
  document_refused: 'invalid',
  colleague_not_found: 'not_found',
  user_disabled: 'forbidden',
  user_not_found: 'not_found',
  user_taken: 'conflict',
  last_admin: 'conflict',
  users_refused: 'invalid',
  access_refused: 'invalid',
  stand_in_refused: 'invalid',
  user_not_invited: 'forbidden',
  sign_in_link_spent: 'forbidden',
  sign_in_unavailable: 'unavailable',
  too_many_requests: 'too_many',
  database_unavailable: 'unavailable',
  log_busy: 'unavailable',
  internal_error: 'fault',
} as const;

export type ErrorCode = keyof typeof ERROR_KINDS;
export type ErrorKind = (typeof ERROR_KINDS)[ErrorCode];

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  problems: z.optional(z.array(z.object({ field: z.string(), problem: z.string() }))),
  requestId: z.optional(z.string()),
});
/** The body of every error answer, `application/problem+json` after RFC 9457; `problems` names each wrong field. */
export type Problem = z.infer<typeof Problem>;

export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, text);
}
