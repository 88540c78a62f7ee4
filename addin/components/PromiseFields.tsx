import type { PromiseForm, PromisePart } from '../state/promise-form.ts';
import { ChannelField } from './ChannelField.tsx';
import { InstalmentSplit } from './InstalmentSplit.tsx';
import { PromisePartFields } from './PromisePartFields.tsx';
import { PromiseSum } from './PromiseSum.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useSidebar } from './sidebar-context.ts';
import { WithWhomAndNote } from './WithWhomAndNote.tsx';

/** A promise to pay: an amount by a day, or several parts each with its own. */
export function PromiseFields({ form }: { readonly form: PromiseForm }) {
  const { words, work } = useSidebar();
  const { parts } = form;
  const handlePart = (at: number, change: Partial<PromisePart>) =>
    work.change(form, { parts: parts.map((part, place) => (place === at ? { ...part, ...change } : part)) });
  const handleRemove = (at: number) => work.change(form, { parts: parts.filter((_, place) => place !== at) });
  return (
    <>
      <ChannelField channel={form.channel} onChannel={(channel) => work.change(form, { channel })} />
      {parts.map((part, at) => (
        <PromisePartFields
          key={at}
          form={form}
          part={part}
          at={at}
          onChange={(change) => handlePart(at, change)}
          onRemove={() => handleRemove(at)}
        />
      ))}
      <PromiseSum form={form} />
      <InstalmentSplit form={form} />
      <ReasonChoice
        label={words.call.reason}
        reason={form.reason}
        isRequired={false}
        problem={null}
        isFirst={false}
        onReason={(reason) => work.change(form, { reason })}
      />
      <WithWhomAndNote form={form} />
    </>
  );
}
