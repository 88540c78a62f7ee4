import { useId } from 'preact/hooks';
import { type ActivityCode, codeDefinition, NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import { asks, type CallForm, NOTHING_CHOSEN } from '../state/call-form.ts';
import { inBackground } from '../state/failure.ts';
import { AmountField } from './AmountField.tsx';
import { DateField } from './DateField.tsx';
import { DigitKey } from './DigitKey.tsx';
import { useSidebar } from './sidebar-context.ts';

interface CallDetailsProps {
  readonly form: CallForm;
  readonly code: ActivityCode;
}

/** What the code asks for, and its outcomes: pressing one records. */
export function CallDetails({ form, code }: CallDetailsProps) {
  const { words, work } = useSidebar();
  const definition = codeDefinition(code);
  const { id } = form.card.customer;
  const asksFirst = definition.amount === 'required';
  return (
    <>
      <p>
        <strong>{words.codes[code]}</strong>{' '}
        <button type="button" class="link" onClick={() => work.change(id, NOTHING_CHOSEN)}>
          {words.call.change}
        </button>
      </p>
      {asks(definition, 'amount') && <AmountField form={form} isFirst={asksFirst} />}
      {asks(definition, 'date') && <DateField form={form} code={code} />}
      {asks(definition, 'reason') && <ReasonField form={form} isRequired={definition.reason === 'required'} />}
      <ContactField form={form} />
      <NoteField form={form} />
      {form.problem !== null && form.problem !== 'amountWrong' && (
        <p class="bad" role="alert">
          {words.call[form.problem]}
        </p>
      )}
      <fieldset class="bare">
        <legend>{words.call.outcomes}</legend>
        <div class="choices">
          {definition.outcomes.map((outcome, at) => (
            <button
              key={outcome}
              type="button"
              class="primary"
              data-first={(at === 0 && !asksFirst) || undefined}
              onClick={() => inBackground(work.log(id, outcome))}
            >
              <DigitKey at={at} /> {words.call.log(words.outcomes[outcome])}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  );
}

function ReasonField({ form, isRequired }: { readonly form: CallForm; readonly isRequired: boolean }) {
  const { words, work } = useSidebar();
  const fieldId = useId();
  return (
    <p class="field">
      <label for={fieldId}>{words.call.reason}</label>
      <select
        id={fieldId}
        required={isRequired}
        value={form.reason ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const reason = NON_PAYMENT_REASONS.find((one) => one === value) ?? null;
          work.change(form.card.customer.id, { reason });
        }}
      >
        <option value="">{words.call.noReason}</option>
        {NON_PAYMENT_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {words.reasons[reason]}
          </option>
        ))}
      </select>
    </p>
  );
}

function ContactField({ form }: { readonly form: CallForm }) {
  const { words, work } = useSidebar();
  const fieldId = useId();
  const contacts = form.card.contacts.filter(({ email }) => email !== '');
  if (contacts.length === 0) return null;
  return (
    <p class="field">
      <label for={fieldId}>{words.call.contact}</label>
      <select
        id={fieldId}
        value={form.contact}
        onChange={({ currentTarget }) => work.change(form.card.customer.id, { contact: currentTarget.value })}
      >
        <option value="">{words.call.noContact}</option>
        {contacts.map(({ name, email }) => (
          <option key={email} value={email}>
            {name || email}
          </option>
        ))}
      </select>
    </p>
  );
}

function NoteField({ form }: { readonly form: CallForm }) {
  const { words, work } = useSidebar();
  const fieldId = useId();
  return (
    <p class="field">
      <label for={fieldId}>{words.call.note}</label>
      <textarea
        id={fieldId}
        rows={2}
        maxLength={20_000}
        value={form.note}
        onInput={({ currentTarget }) => work.change(form.card.customer.id, { note: currentTarget.value })}
      />
    </p>
  );
}
