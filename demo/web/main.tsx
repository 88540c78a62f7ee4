import { render } from 'preact';
import { MailboxApp } from './mailbox/MailboxApp.tsx';
import { MailClient } from './mailbox/mail-client.ts';

const root = document.getElementById('root');
if (root !== null) render(<MailboxApp mail={new MailClient()} />, root);
