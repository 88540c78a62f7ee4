import type { DisputeForm } from '../state/dispute-form.ts';
import { AmountField } from './AmountField.tsx';
import { ChannelField } from './ChannelField.tsx';
import { OwnerField } from './OwnerField.tsx';
import { problemOf } from './problem-of.ts';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useSidebar } from './sidebar-context.ts';
import { WithWhomAndNote } from './WithWhomAndNote.tsx';

/** A dispute: what the customer says is not owed, why, and who sees to it. */
export function DisputeFields({ form }: { readonly form: DisputeForm }) {
  const { words, work } = useSidebar();
  return (
    <>
      <ReasonChoice
        label={words.disputes.reason}
        reason={form.reason}
        isRequired={true}
        problem={problemOf(form, ['needsReason'])}
        isFirst={true}
        onReason={(reason) => work.change(form, { reason })}
      />
      <AmountField
        label={words.disputes.amount}
        text={form.amount}
        currency={form.currency}
        currencies={work.currencies(form)}
        problem={problemOf(form, ['needsItems', 'amountWrong'])}
        isFirst={false}
        onText={(amount) => work.change(form, { amount })}
        onCurrency={(currency) => work.change(form, { currency })}
      />
      {form.corrects === null && (
        <OwnerField
          label={words.disputes.owner}
          ownerId={form.ownerId}
          onOwner={(ownerId) => work.change(form, { ownerId })}
        />
      )}
      <ChannelField channel={form.channel} onChannel={(channel) => work.change(form, { channel })} />
      <WithWhomAndNote form={form} />
    </>
  );
}
