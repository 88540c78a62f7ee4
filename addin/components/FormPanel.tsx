import { useLayoutEffect, useRef } from 'preact/hooks';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CallForm } from '../state/call-form.ts';
import { inBackground } from '../state/failure.ts';
import type { Form } from '../state/forms.ts';
import { AboutItems } from './AboutItems.tsx';
import { FormFields } from './FormFields.tsx';
import { formHeading } from './form-names.ts';
import { isTyping } from './is-typing.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { useCallCodes } from './use-call-codes.ts';

interface FormPanelProps {
  readonly form: Form;
  /** Whether it takes the focus as it appears. */
  readonly focus: boolean;
}

/** One form: Ctrl+Enter saves, Esc closes; in a call digits choose. */
export function FormPanel({ form, focus }: FormPanelProps) {
  const { words, work } = useSidebar();
  const box = useRef<HTMLElement>(null);
  useFocusOnStep(box, form, focus);
  useFocusOnProblem(box, form);
  const handleDigit = useDigits(form);
  const handleSave = () => inBackground(work.save(form.id));

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') work.putAway();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) handleSave();
    else if (!handleDigit(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const heading = formHeading(form, words);
  return (
    <section ref={box} class="panel stack" aria-label={heading} onKeyDown={handleKeyDown}>
      <h2>{heading}</h2>
      {form.failure !== null && <Problem failure={form.failure} />}
      <FormFields form={form} />
      {form.kind !== 'task' && <AboutItems form={form} />}
      <p class="actions">
        {form.kind !== 'call' && (
          <button type="button" class="primary" onClick={handleSave}>
            {words.form.save}
          </button>
        )}
        <button type="button" class="link" onClick={() => work.putAway()}>
          {words.call.close}
        </button>
        <TakeBack form={form} />
      </p>
      <KeyHints keys={form.kind === 'call' ? words.call.keys : words.form.keys} />
    </section>
  );
}

/** The keys of the form, and the way to be rid of those of the pane. */
function KeyHints({ keys }: { readonly keys: string }) {
  const { words, doing } = useSidebar();
  const { hasLetters } = doing;
  const handleLetters = () => {
    hasLetters.value = !hasLetters.value;
  };
  return (
    <p class="quiet">
      {keys}{' '}
      <button type="button" class="link" onClick={handleLetters}>
        {hasLetters.value ? words.form.lettersOff : words.form.lettersOn}
      </button>
    </p>
  );
}

/** What was never so is taken back instead of corrected. */
function TakeBack({ form }: { readonly form: Form }) {
  const { words, work, doing } = useSidebar();
  const { corrects } = form;
  if (corrects === null) return null;
  const handleTakeBack = () => {
    work.discard(form.id);
    inBackground(doing.entries.withdraw(form.card.customer, corrects));
  };
  return (
    <button type="button" class="link" onClick={handleTakeBack}>
      {words.entry.takeBack}
    </button>
  );
}

/** Focus follows a step that the user took; a form that came back by itself leaves it where it was. */
function useFocusOnStep(box: { readonly current: HTMLElement | null }, form: Form, atFirst: boolean): void {
  const step = form.kind === 'call' ? `${form.id} ${form.code}` : form.id;
  const earlier = useRef<string | undefined>(atFirst ? undefined : step);
  useLayoutEffect(() => {
    if (earlier.current !== step) box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    earlier.current = step;
  }, [box, step]);
}

/** Who wanted to save is taken to the field that is not right yet. */
function useFocusOnProblem(box: { readonly current: HTMLElement | null }, { problem }: Form): void {
  useLayoutEffect(() => {
    if (problem !== null) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [box, problem]);
}

/** The digits 1 to 9 press the choice of that place, for who does not want to tab through them. True where one did. */
function useDigits(form: Form): (event: KeyboardEvent) => boolean {
  const { work } = useSidebar();
  const callCodes = useCallCodes();
  return (event) => {
    if (form.kind !== 'call' || isTyping(event) || !/^[1-9]$/.test(event.key)) return false;
    press(form, Number(event.key) - 1);
    return true;
  };

  function press(call: CallForm, at: number): void {
    const code = callCodes[at]?.code;
    const outcome = call.code === null ? undefined : codeDefinition(call.code).outcomes[at];
    if (call.code === null && code !== undefined) work.chooseCode(call, code);
    else if (outcome !== undefined) inBackground(work.log(call, outcome));
  }
}
