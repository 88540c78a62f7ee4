import { SHAPES } from '../shapes.ts';
import { firstOf, from, fromContact, header, ours, reminder, type Scene, thread } from './telling.ts';

/** The mailbox that all collectors have open beside their own. */
const RECEIVABLES = 'receivables@harbourlight.example';

const numberInSubject: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, language: 'en', has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t01', {
    in: ['ana.reyes'],
    subject: `Invoice ${invoice.number}: payment reminder`,
    whose: role,
    why: 'The invoice number is in the subject, and the sender is a contact of the same customer.',
    mails: [
      reminder(role, 'ana.reyes', { back: 4, at: '10:12', code: 'email_first_notice', invoice }),
      fromContact(role, 'ana.reyes', {
        back: 1,
        at: '11:40',
        text: 'Hello Ana,\n\nthank you for the reminder. I have asked our plant manager to release it and will come back to you.',
      }),
    ],
  });
};

const contactAlone: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, language: 'en', has: 'open' });
  return thread('t02', {
    in: ['ana.reyes'],
    subject: 'Quick question',
    isProtected: true,
    whose: role,
    why: 'The sender is a contact of one customer; nothing else says anything.',
    mails: [
      fromContact(role, 'ana.reyes', {
        back: 0,
        at: '09:03',
        text: 'Hello Ana,\n\nwhich of your bank accounts should we use from next month on?',
      }),
    ],
  });
};

const newPersonAtKnownDomain: Scene = (cast) => {
  const role = cast.find({ owner: ours('ben.okafor').email, language: 'en', has: 'open' });
  return thread('t03', {
    in: ['ben.okafor'],
    subject: 'New in accounts payable',
    whose: role,
    why: 'Nobody knows the sender, and the mail domain has one customer.',
    mails: [
      from(`Perpetua Sandling <perpetua.sandling@${role.customer.mailDomains[0]}>`, 'ben.okafor', {
        back: 2,
        at: '14:25',
        text: 'Hello Mr Okafor,\n\nI have taken over accounts payable here. Could you send me a statement of our account, please?\n\nBest wishes\nPerpetua Sandling',
      }),
    ],
  });
};

const plusTag: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, language: 'en', has: 'open' });
  const { name, email } = role.contact;
  return thread('t04', {
    in: ['eva.novak'],
    subject: 'Re: Statement of account',
    whose: role,
    why: 'Without its plus tag the address is that of a contact.',
    mails: [
      fromContact(role, 'eva.novak', {
        from: header({ name, email: email.replace('@', '+suppliers@') }),
        back: 1,
        at: '08:51',
        text: 'Hello Eva,\n\nthe statement agrees with our books but for two items. I am looking into them.',
      }),
    ],
  });
};

const undisclosedRecipients: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, language: 'en', has: 'open' });
  return thread('t05', {
    in: ['eva.novak'],
    subject: 'Change of our payment run',
    whose: role,
    why: 'The recipients are an empty group; the sender is a contact of one customer.',
    mails: [
      fromContact(role, 'eva.novak', {
        to: 'Undisclosed recipients:;',
        back: 3,
        at: '16:02',
        text: 'Dear suppliers,\n\nfrom next month on we pay on Wednesdays instead of Fridays.',
      }),
    ],
  });
};

const emptyText: Scene = (cast) => {
  const role = cast.find({ owner: ours('dev.patel').email, has: 'open' });
  return thread('t06', {
    in: ['dev.patel'],
    subject: '',
    whose: role,
    why: 'Neither subject nor text; the sender is a contact of one customer.',
    mails: [from(header(role.contact), 'dev.patel', { back: 2, at: '12:30', text: '' })],
  });
};

const encodedName: Scene = (cast) => {
  const role = cast.find({ owner: ours('dev.patel').email, language: 'de', has: 'open' });
  return thread('t07', {
    in: ['dev.patel'],
    subject: 'Adressänderung',
    whose: role,
    why: 'The name is an encoded word with a comma in it; the address behind it is that of a contact.',
    mails: [
      fromContact(role, 'dev.patel', {
        from: `=?UTF-8?Q?Gr=C3=BCnspecht=2C_J=C3=B6rg?= <${role.contact.email}>`,
        back: 4,
        at: '13:18',
        text: 'Guten Tag Herr Patel,\n\nbitte senden Sie Rechnungen ab sofort an unsere neue Anschrift. Vielen Dank.',
      }),
    ],
  });
};

const quotedComma: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, language: 'en', has: 'open' });
  const [first = '', last = ''] = role.contact.name.split(' ');
  return thread('t08', {
    in: ['ana.reyes'],
    subject: 'Remittance details',
    sharedMailbox: RECEIVABLES,
    whose: role,
    why: 'The display name is quoted and holds a comma; it is one address, a contact of one customer.',
    mails: [
      fromContact(role, 'ana.reyes', {
        from: `"${last}, ${first} (AP)" <${role.contact.email}>`,
        to: `"Reyes, Ana" <${ours('ana.reyes').email}>, "Receivables, Harbourlight" <${RECEIVABLES}>`,
        back: 2,
        at: '10:55',
        text: 'Hello Ana,\n\nto which address should we send remittance advices from now on?',
      }),
    ],
  });
};

const freeMailContact: Scene = (cast) => {
  const role = cast.named(SHAPES.freeMail.customerNumbers[1]);
  return thread('t09', {
    in: ['ben.okafor'],
    subject: 'My order',
    whose: role,
    why: 'A free-mail address that is a contact of one customer.',
    mails: [
      fromContact(role, 'ben.okafor', {
        back: 3,
        at: '15:47',
        text: 'Hello,\n\nI am on the road this week and will look at your mail on Monday.',
      }),
    ],
  });
};

const replyToPerson: Scene = (cast) => {
  const role = cast.find({ owner: ours('carla.lind').email, has: 'open' });
  return thread('t10', {
    in: ['carla.lind'],
    subject: 'You have a new message from your customer',
    whose: role,
    why: 'A portal that nobody owns sends; the reply goes to a contact of one customer.',
    mails: [
      from('Supplier portal <no-reply@orderbell-portal.example>', 'carla.lind', {
        replyTo: header(role.contact),
        back: 1,
        at: '17:05',
        text: 'A buyer has left you a message:\n\n"Please confirm your bank details in the portal."',
      }),
    ],
  });
};

/** Threads in which the participants say whose they are. */
export const KNOWN_SENDERS: readonly Scene[] = [
  numberInSubject,
  contactAlone,
  newPersonAtKnownDomain,
  plusTag,
  undisclosedRecipients,
  emptyText,
  encodedName,
  quotedComma,
  freeMailContact,
  replyToPerson,
];
