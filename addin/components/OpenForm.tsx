import { FormPanel } from './FormPanel.tsx';
import { useSidebar } from './sidebar-context.ts';

/** The form on screen, where it is of that customer. */
export function OpenForm({ customerId }: { readonly customerId: string }) {
  const { onScreen } = useSidebar().work;
  return onScreen.value?.customerId === customerId ? <Shown /> : null;
}

/** The form on screen, where it is of another customer than the one whose card is shown. */
export function OtherForm() {
  const { state, work } = useSidebar();
  const shown = state.value.at === 'customer' ? state.value.card.customer.id : null;
  const open = work.onScreen.value;
  return open === null || open.customerId === shown ? null : <Shown />;
}

function Shown() {
  const { work } = useSidebar();
  const open = work.onScreen.value;
  const form = open === null ? undefined : work.works.value.forms.find(({ id }) => id === open.formId);
  return open === null || form === undefined ? null : <FormPanel key={form.id} form={form} focus={open.focus} />;
}
