import type { CashDecisionView, MATCH_CONFIDENCES } from '#shared/api/cash-application.ts';
import { wordsOf } from '../state/formats.ts';

export const CONFIDENCE_WORDS: Readonly<Record<(typeof MATCH_CONFIDENCES)[number], string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

/** The rule of proposals by which a bank's entry is a payment that the ERP has brought. */
export const SAME_MONEY = 'same_money';

/** A rule's name as words. */
export function ruleWords(rule: string): string {
  return wordsOf(rule);
}

/** What kind of decision it was. */
export const DECISION_WORDS: Readonly<Record<CashDecisionView['decision'], string>> = {
  accept: 'Accepted',
  split: 'Split by hand',
  identify: 'Said whose it is',
  same_money: 'Same money',
  leave: 'Left aside',
  automatic: 'Posted by itself',
};

/** How a decision stands. */
export const DECISION_STATE_WORDS: Readonly<Record<CashDecisionView['state'], string>> = {
  open: 'not known yet whether the ledger took it',
  posted: 'stands',
  refused: 'refused by the ledger',
  undone: 'undone',
  taken_back: 'its run was taken back',
  displaced: 'gave way to what the ERP says',
};

/** What undoing a decision does, before somebody does it. */
export function undoWords({ decision, shortPay }: CashDecisionView): string {
  switch (decision) {
    case 'leave':
      return 'The payment waits for a decision again.';
    case 'identify':
      return 'It is then not known any more whose money it is, and what was learnt of the payer’s name and account is forgotten.';
    case 'same_money':
      return 'The bank’s entry then counts as a payment of its own again, beside the ERP’s.';
    default: {
      const rest = shortPay?.writeOff ? ' What was written off is open again.' : '';
      // Only persons teach.
      const learnt =
        decision === 'automatic' ? '' : ' What was learnt of the payer’s name and account by this is forgotten.';
      return `From today on the amounts no longer count on the items, which are open again, and the payment waits for a decision again.${rest}${learnt}`;
    }
  }
}
