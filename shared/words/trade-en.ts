import type { GATE_REASONS } from '../api/dispatches.ts';
import type { NonPaymentReason, Outcome } from '../domain/activity-code.ts';
import type { TemplateStage } from '../domain/dunning.ts';
import type { DisputeStatus } from '../domain/open-item.ts';

/** The trade's words in English, as pane and cards both say them. */
export const outcomes: Record<Outcome, string> = {
  awaiting_reply: 'Awaiting a reply',
  call_again: 'Call again',
  call_back_agreed: 'Call back agreed',
  message_taken: 'Message taken',
  number_needed: 'Number needed',
  number_corrected: 'Number corrected',
  copy_requested: 'Copy requested',
  information_given: 'Information given',
  reason_given: 'Reason given',
  promised_in_full: 'Promised in full',
  promised_in_part: 'Promised in part',
  dispute_opened: 'Dispute opened',
  payment_announced: 'Payment announced',
  refused: 'Refused',
};

export const reasons: Record<NonPaymentReason, string> = {
  invoice_not_received: 'Invoice not received',
  waiting_for_approval: 'Waiting for approval',
  in_payment_run: 'In the payment run',
  cash_flow: 'Cash flow',
  disputed: 'Disputed',
  deduction: 'Deduction',
};

/** What the ERP says of a dispute about an item, as far as somebody has to mind it. */
export const disputeMarks: Readonly<Record<DisputeStatus, readonly string[]>> = {
  none: [],
  pending: ['dispute announced'],
  disputed: ['disputed'],
  resolved: [],
};

export const stages: Record<TemplateStage, string> = {
  first_notice: 'First notice',
  second_notice: 'Second notice',
  final_notice: 'Final notice',
  statement: 'Statement',
  copy_of_invoice: 'Copy of invoice',
  reply: 'Reply',
};

export const gateReasons: Record<(typeof GATE_REASONS)[number], string> = {
  paid: 'Paid',
  disputed: 'Disputed',
  promised: 'Promised',
  do_not_contact: 'Do not contact',
  nothing_open: 'Nothing open',
  data_changed: 'Changed meanwhile',
};
