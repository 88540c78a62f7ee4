import { SHAPES } from '../shapes.ts';
import { firstOf, from, header, ours, reminder, type Scene, thread } from './telling.ts';

const accountantWithNumber: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, has: 'pastDue' });
  const { number } = firstOf(role.pastDue);
  return thread('t19', {
    in: ['ana.reyes'],
    subject: 'Year-end audit',
    whose: role,
    why: 'Nobody knows the sender; the invoice number in the text belongs to one customer.',
    mails: [
      from('Cornelius Vane <c.vane@abacus-and-vane.example>', 'ana.reyes', {
        back: 2,
        at: '16:30',
        text: `Dear Ms Reyes,\n\nwe audit the books of one of your customers. Was invoice ${number} settled by the end of last month?\n\nCornelius Vane\nAbacus & Vane, auditors`,
      }),
    ],
  });
};

const accountantWithCustomerNumber: Scene = (cast) => {
  const role = cast.find({ owner: ours('carla.lind').email, has: 'open' });
  return thread('t20', {
    in: ['carla.lind'],
    subject: 'Confirmation of balance',
    whose: 'ambiguous',
    why: 'Nobody knows the sender, and a customer number alone is too little to show a stranger’s question as theirs; a person says.',
    mails: [
      from('Cornelius Vane <c.vane@abacus-and-vane.example>', 'carla.lind', {
        back: 4,
        at: '16:05',
        text: `Dear Ms Lind,\n\nplease confirm the balance of customer ${role.customer.number} as of the end of last month.\n\nCornelius Vane\nAbacus & Vane, auditors`,
      }),
    ],
  });
};

const strangerAtFreeMail: Scene = () =>
  thread('t21', {
    in: ['dev.patel'],
    subject: 'Repair of an old gauge',
    whose: 'unknown',
    why: "A free-mail address that is nobody's contact; the provider's domain says nothing.",
    mails: [
      from(`Hilde Brandt <hilde.brandt@${SHAPES.freeMail.domain}>`, 'dev.patel', {
        back: 3,
        at: '10:42',
        text: 'Good morning,\n\nmy late father left me one of your gauges. Do you still repair them?\n\nHilde Brandt',
      }),
    ],
  });

const lookAlike: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, has: 'pastDue' });
  const [domain = ''] = role.customer.mailDomains;
  const { name, email } = role.contact;
  const faked = domain.replace(/[oile]/, (letter) => ({ o: '0', i: '1', l: '1', e: '3' })[letter] ?? letter);
  return thread('t22', {
    in: ['eva.novak'],
    subject: 'Urgent: your bank details',
    whose: 'unknown',
    why: 'The domain only looks like that of a customer, and the name is borrowed from a contact.',
    mails: [
      from(header({ name, email: email.replace(domain, faked) }), 'eva.novak', {
        back: 0,
        at: '08:44',
        text: 'Hello,\n\nplease confirm today to which account we should refund. Answer to this address only.',
      }),
    ],
  });
};

const newsletter: Scene = () =>
  thread('t23', {
    in: ['dev.patel'],
    subject: 'Seven trends in receivables that you cannot miss',
    whose: 'unknown',
    why: 'A newsletter of someone who is no customer.',
    mails: [
      from('The Ledger Weekly <newsletter@ledgerweekly.example>', 'dev.patel', {
        back: 1,
        at: '07:15',
        text: 'This week: why spreadsheets will not die. Read on the web or unsubscribe.',
      }),
    ],
  });

const vendor: Scene = () =>
  thread('t24', {
    in: ['eva.novak'],
    subject: 'Our invoice 88121 for toner',
    whose: 'unknown',
    why: 'A supplier of ours; the number is one of theirs and not in the ledger.',
    mails: [
      from('Inkpot Office Supplies <billing@inkpot-office.example>', 'eva.novak', {
        back: 4,
        at: '11:58',
        text: 'Dear customer,\n\nplease find attached our invoice 88121 for 42.00 EUR.\n\nInkpot Office Supplies',
      }),
    ],
  });

const strangerToTwo: Scene = () =>
  thread('t25', {
    in: ['ben.okafor', 'eva.novak'],
    subject: 'Visit on Thursday',
    whose: 'unknown',
    why: 'Nobody knows the sender or the domain, and no number is named.',
    mails: [
      from('Barnaby Crisp <b.crisp@crisp-catering.example>', 'ben.okafor', {
        to: `${header(ours('ben.okafor'))}, ${header(ours('eva.novak'))}`,
        back: 2,
        at: '13:33',
        text: 'Hello both,\n\nat what time shall we bring lunch on Thursday?\n\nBarnaby',
      }),
    ],
  });

const assistantInLoggedThread: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, language: 'en', has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t26', {
    in: ['eva.novak'],
    subject: 'Our reminder',
    whose: role,
    why: 'Nobody knows the sender; it answers a notice of ours that was logged for the customer.',
    mails: [
      reminder(role, 'eva.novak', { back: 3, at: '09:15', code: 'email_second_notice', invoice }),
      from('Posy Underhill <posy@underhill-secretaries.example>', 'eva.novak', {
        back: 1,
        at: '10:20',
        text: 'Dear Ms Novak,\n\nI look after the mail of the accounts department this week and have passed your message on.\n\nPosy Underhill',
      }),
    ],
  });
};

const bounced: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, has: 'pastDue' });
  const { number } = firstOf(role.pastDue);
  return thread('t27', {
    in: ['eva.novak'],
    subject: `Undeliverable: Invoice ${number}`,
    whose: role,
    why: 'A mail system writes; the invoice number in the subject belongs to one customer.',
    mails: [
      from('Mail Delivery System <mailer-daemon@relay.postbox-transit.example>', 'eva.novak', {
        subject: `Undeliverable: Invoice ${number}`,
        back: 0,
        at: '09:59',
        text: 'Your message could not be delivered: the mailbox is full. No further attempt will be made.',
      }),
    ],
  });
};

/** Threads whose sender is nobody's contact. */
export const STRANGERS: readonly Scene[] = [
  accountantWithNumber,
  accountantWithCustomerNumber,
  strangerAtFreeMail,
  lookAlike,
  newsletter,
  vendor,
  strangerToTwo,
  assistantInLoggedThread,
  bounced,
];
