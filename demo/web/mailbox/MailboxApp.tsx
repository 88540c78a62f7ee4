import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { GmailMailbox } from '../gmail/GmailMailbox.tsx';
import { OutlookMailbox } from '../outlook/OutlookMailbox.tsx';
import type { Colleague, MailClient } from './mail-client.ts';
import { PersonPicker } from './PersonPicker.tsx';

interface MailboxAppProps {
  readonly mail: MailClient;
}

/** The person whose mailbox it is stands in the address, so that a link opens it. */
function personInAddress(): string {
  return new URLSearchParams(window.location.search).get('as') ?? '';
}

export function MailboxApp({ mail }: MailboxAppProps) {
  const company = useSignal('');
  const people = useSignal<readonly Colleague[] | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    mail.people().then(
      (answer) => {
        company.value = answer.company;
        people.value = answer.people;
      },
      (error: Error) => {
        problem.value = error.message;
      },
    );
  }, [mail, company, people, problem]);

  if (problem.value !== '') return <p role="alert">The mailboxes cannot be read: {problem.value}</p>;
  if (people.value === null) return <p aria-busy="true">Opening the mailboxes…</p>;
  const chosen = people.value.find(({ email }) => email === personInAddress());
  if (chosen === undefined) return <PersonPicker company={company.value} people={people.value} />;
  return chosen.mailClient === 'outlook' ? (
    <OutlookMailbox owner={chosen} company={company.value} mail={mail} />
  ) : (
    <GmailMailbox owner={chosen} company={company.value} mail={mail} />
  );
}
