import type { Colleague } from './mail-client.ts';

interface PersonPickerProps {
  readonly company: string;
  readonly people: readonly Colleague[];
}

export function PersonPicker({ company, people }: PersonPickerProps) {
  return (
    <main class="picker">
      <h1>Demo mailbox of {company}</h1>
      <p>Sample data; no mail leaves this machine. Whose mailbox do you want to open?</p>
      <ul>
        {people.map(({ email, name, mailClient }) => (
          <li key={email}>
            <a class="person" href={`?as=${encodeURIComponent(email)}`}>
              <strong>{name}</strong>
              <span>{mailClient === 'outlook' ? 'in Outlook' : 'in Gmail'}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
