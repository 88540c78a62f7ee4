import { type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import { daysBack } from '#shared/domain/day-choices.ts';
import { asks, type CallForm, NOTHING_CHOSEN } from '../state/call-form.ts';
import { inBackground } from '../state/failure.ts';
import { AmountField } from './AmountField.tsx';
import { CodePicker } from './CodePicker.tsx';
import { DateField } from './DateField.tsx';
import { DigitKey } from './DigitKey.tsx';
import { problemOf } from './problem-of.ts';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useSidebar } from './sidebar-context.ts';
import { WithWhomAndNote } from './WithWhomAndNote.tsx';

/** A call in two actions: a code, then an outcome; between them only what the code asks for. */
export function CallFields({ form }: { readonly form: CallForm }) {
  return form.code === null ? <CodePicker form={form} /> : <CallDetails form={form} code={form.code} />;
}

interface CallDetailsProps {
  readonly form: CallForm;
  readonly code: ActivityCode;
}

function CallDetails({ form, code }: CallDetailsProps) {
  const { words, work } = useSidebar();
  const definition = codeDefinition(code);
  return (
    <>
      <p>
        <strong>{words.codes[code]}</strong>{' '}
        <button type="button" class="link" onClick={() => work.change(form, NOTHING_CHOSEN)}>
          {words.call.change}
        </button>
      </p>
      <AskedFields form={form} code={code} />
      <WithWhomAndNote form={form} />
      {form.problem === 'needsOutcome' && (
        <p class="bad" role="alert">
          {words.call.needsOutcome}
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
              aria-pressed={form.corrects === null ? undefined : form.outcome === outcome}
              data-first={at === 0 || undefined}
              onClick={() => inBackground(work.log(form, outcome))}
            >
              <DigitKey at={at} /> {words.call.log(words.outcomes[outcome])}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  );
}

function AskedFields({ form, code }: CallDetailsProps) {
  const { words, work } = useSidebar();
  const definition = codeDefinition(code);
  return (
    <>
      {asks(definition, 'amount') && (
        <AmountField
          label={words.call.amount}
          text={form.amount}
          currency={form.currency}
          currencies={work.currencies(form)}
          problem={problemOf(form, ['needsAmount', 'amountWrong'])}
          isFirst={false}
          onText={(amount) => work.change(form, { amount })}
          onCurrency={(currency) => work.change(form, { currency })}
        />
      )}
      {asks(definition, 'date') && (
        <DateField
          label={words.call.date.phone_payment_sent}
          day={form.date}
          today={form.card.asOf}
          choices={daysBack(form.card.asOf)}
          problem={problemOf(form, ['needsDate'])}
          onDay={(date) => work.change(form, { date })}
        />
      )}
      {asks(definition, 'reason') && (
        <ReasonChoice
          label={words.call.reason}
          reason={form.reason}
          isRequired={definition.reason === 'required'}
          problem={problemOf(form, ['needsReason'])}
          isFirst={false}
          onReason={(reason) => work.change(form, { reason })}
        />
      )}
    </>
  );
}
