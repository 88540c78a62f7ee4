import { useLayoutEffect, useRef } from 'preact/hooks';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import { CALL_CODES, type CallForm, plainOutcome } from '../state/call-form.ts';
import { inBackground } from '../state/failure.ts';
import { type CustomerWork, workFor } from '../state/work-state.ts';
import { CallDetails } from './CallDetails.tsx';
import { CodePicker } from './CodePicker.tsx';
import { NotSaved } from './NotSaved.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { useChooseCode } from './use-choose-code.ts';

interface CallPanelProps {
  readonly customerId: string;
  /** Whether it takes the focus as it appears. */
  readonly focus: boolean;
}

/** Logging a call: a code, then an outcome. Digits choose, Ctrl+Enter logs, Esc closes. */
export function CallPanel({ customerId, focus }: CallPanelProps) {
  const sidebar = useSidebar();
  const { words, work } = sidebar;
  const current = workFor(work.works.value, customerId);
  const { form } = current;
  const box = useRef<HTMLElement>(null);
  useFocusOnStep(box, form?.code ?? null, focus);
  const handleDigit = useDigits(form);
  if (form === null) return null;

  const handleClose = () => sidebar.closeCall(customerId);
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') handleClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      inBackground(work.log(customerId, plainOutcome(form)));
    } else if (!handleDigit(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const heading = words.call.heading(form.card.customer.name);
  return (
    <section ref={box} class="panel stack" aria-label={heading} onKeyDown={handleKeyDown}>
      <h2>{heading}</h2>
      <CallSteps form={form} current={current} />
      <p class="actions">
        <button type="button" class="link" onClick={handleClose}>
          {words.call.close}
        </button>
      </p>
    </section>
  );
}

function CallSteps({ form, current: { saving, ticked } }: { readonly form: CallForm; readonly current: CustomerWork }) {
  const { words } = useSidebar();
  const locked = saving.at === 'saving' || saving.at === 'not_saved';
  return (
    <>
      {saving.at === 'not_saved' && <NotSaved customerId={form.card.customer.id} failure={saving.failure} />}
      {saving.at === 'refused' && <Problem failure={saving.failure} />}
      <fieldset class="bare stack" disabled={locked} aria-busy={saving.at === 'saving'}>
        {form.code === null ? <CodePicker form={form} /> : <CallDetails form={form} code={form.code} />}
      </fieldset>
      <p class="quiet">{words.call.about(ticked.length)}</p>
      <p class="quiet">{saving.at === 'saving' ? words.call.saving : words.call.keys}</p>
    </>
  );
}

/** Focus follows a step that the user took; a form that came back by itself leaves it where it was. */
function useFocusOnStep(box: { readonly current: HTMLElement | null }, step: string | null, atFirst: boolean): void {
  const earlier = useRef<string | null | undefined>(atFirst ? undefined : step);
  useLayoutEffect(() => {
    if (earlier.current !== step) box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    earlier.current = step;
  }, [box, step]);
}

/** The digits 1 to 9 press the choice of that place, for who does not want to tab through them. True where one did. */
function useDigits(form: CallForm | null): (event: KeyboardEvent) => boolean {
  const { work } = useSidebar();
  const chooseCode = useChooseCode();
  return (event) => {
    if (form === null || isTyping(event) || !/^[1-9]$/.test(event.key)) return false;
    const at = Number(event.key) - 1;
    const code = CALL_CODES[at]?.code;
    const outcome = form.code === null ? undefined : codeDefinition(form.code).outcomes[at];
    if (form.code === null && code !== undefined) chooseCode(form, code);
    else if (outcome !== undefined) inBackground(work.log(form.card.customer.id, outcome));
    return true;
  };
}

function isTyping({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || (target instanceof Element && target.matches('input, textarea, select'));
}
