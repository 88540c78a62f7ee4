import { ColleaguePicker } from './ColleaguePicker.tsx';
import { useSidebar } from './sidebar-context.ts';

interface OwnerFieldProps {
  readonly label: string;
  /** Empty for oneself. */
  readonly ownerId: string;
  readonly onOwner: (ownerId: string) => void;
}

/** For whom it is: oneself, or a colleague. */
export function OwnerField({ label, ownerId, onOwner }: OwnerFieldProps) {
  const { words } = useSidebar();
  return <ColleaguePicker label={label} chosen={ownerId} unnamed={words.form.me} onChoose={onOwner} />;
}
