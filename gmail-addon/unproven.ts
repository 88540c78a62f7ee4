/**
 * What Google's pages leave open and nobody has tried in a real Gmail: one constant each, changed here alone (the scope under which we send, which the deployment asks for, is in `shared/api/gmail-scopes.ts`). `docs/decisions/gmail-mail.md` says how to try them.
 */

/** How the answer of a universal action is wrapped. It is called like a trigger, and no page says how its answer is. */
export const ENVELOPE_OF_UNIVERSAL: 'trigger' | 'callback' = 'trigger';

/**
 * What becomes of a template that the user wants to change before it is sent. `open`: a draft is made and Gmail is told to open it, as documented for HTTP add-ons; `leave`: the draft is made, and the
 * user finds it among the drafts; `off`: the card has no such button. One team found that drafts are refused under the token for the open message.
 */
export const DRAFT_WAY: 'open' | 'leave' | 'off' = 'open';

/** Under which id Gmail is told to open a draft: the one of its API, as the reference has it, or with the prefix with which one team had success. */
export const DRAFT_ID_IN_MARKUP: 'of_the_api' | 'prefixed' = 'of_the_api';

/** Whether the other messages of the open thread are asked for. By the discovery document the scope allows it; one team saw it refused. A refusal costs a call and no more. */
export const READS_THREADS: boolean = true;
