/** Why a customer paid less than the invoice. The rest stays open under the reason unless it is written off within the tolerance. */
export const SHORT_PAY_REASONS = [
  'late_discount',
  'bank_fee',
  'withheld_tax',
  'deduction',
  'dispute',
  'rounding',
  'unknown',
] as const;
export type ShortPayReason = (typeof SHORT_PAY_REASONS)[number];
