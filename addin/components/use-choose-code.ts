import { type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type CallForm, likelyAmount } from '../state/call-form.ts';
import { workFor } from '../state/work-state.ts';
import { useSidebar } from './sidebar-context.ts';

/** Chooses the code of a call, with the amount that it most likely names where it needs one. */
export function useChooseCode(): (form: CallForm, code: ActivityCode) => void {
  const { work } = useSidebar();
  const amountIn = useLikelyAmount();
  return (form, code) => {
    const amount = codeDefinition(code).amount === 'required' ? amountIn(form, form.currency) : '';
    work.change(form.card.customer.id, { code, amount });
  };
}

/** The likely amount as it would be typed; empty where there is none. */
export function useLikelyAmount(): (form: CallForm, currency: CurrencyCode) => string {
  const { work, formats } = useSidebar();
  return ({ card }, currency) => {
    const { ticked } = workFor(work.works.value, card.customer.id);
    const likely = likelyAmount(card, ticked, currency);
    return likely === null ? '' : formats.value.amountText(likely);
  };
}
