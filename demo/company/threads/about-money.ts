import { SHAPES } from '../shapes.ts';
import { amountIn, firstOf, fromContact, germanDay, ourReply, ours, reminder, type Scene, thread } from './telling.ts';

const justPaid: Scene = (cast) => {
  const role = cast.find({ owner: ours('ben.okafor').email, language: 'en', has: 'justPaid' });
  const invoice = firstOf(role.justPaid);
  return thread('t30', {
    in: ['ben.okafor'],
    subject: `Invoice ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject. The invoice has just been paid, so the gate closes for it.',
    mails: [
      fromContact(role, 'ben.okafor', {
        back: 0,
        at: '09:20',
        text: `Hello Ben,\n\nwe have paid invoice ${invoice.number}. Please do not send another reminder.`,
      }),
    ],
  });
};

const paymentAnnounced: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, language: 'en', has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t31', {
    in: ['ana.reyes'],
    subject: `Payment of ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject, and the sender is a contact. A payment is announced.',
    mails: [
      reminder(role, 'ana.reyes', { back: 3, at: '11:05', code: 'email_second_notice', invoice }),
      fromContact(role, 'ana.reyes', {
        back: 0,
        at: '13:15',
        text: `Hello Ana,\n\nthe transfer of ${amountIn('en', invoice.amount)} for ${invoice.number} left our bank this morning.`,
      }),
    ],
  });
};

const germanAdvice: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, language: 'de', has: 'pastDue', count: 2 });
  const lines = role.pastDue
    .slice(0, 3)
    .map(({ number, amount }) => `Rechnung Nr. ${number}: ${amountIn('de', amount)}`);
  return thread('t32', {
    in: ['ana.reyes', 'eva.novak'],
    subject: 'Zahlungsavis',
    whose: role,
    why: 'All invoice numbers in the text belong to one customer, and the sender is a contact.',
    mails: [
      fromContact(role, 'eva.novak', {
        back: 0,
        at: '10:31',
        text: `Guten Tag Frau Novak,\n\nmit Wertstellung am nächsten Werktag überweisen wir:\n\n${lines.join('\n')}`,
      }),
    ],
  });
};

const quantityShort: Scene = (cast) => {
  const role = cast.find({ owner: ours('carla.lind').email, has: 'disputed' });
  const invoice = firstOf(role.disputed);
  return thread('t33', {
    in: ['carla.lind'],
    subject: `Short delivery, invoice ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject. The invoice is disputed in the ERP too, so the gate closes for it.',
    mails: [
      fromContact(role, 'carla.lind', {
        back: 4,
        at: '12:12',
        text: `Hello Carla,\n\ntwo of the units on invoice ${invoice.number} never arrived.`,
      }),
      ourReply(role, 'carla.lind', {
        back: 3,
        at: '09:36',
        invoice,
        text: 'Hello,\n\nthank you. I have asked our warehouse for the delivery note.',
      }),
      fromContact(role, 'carla.lind', {
        back: 1,
        at: '11:27',
        text: 'Hello Carla,\n\nany news from the warehouse? We pay nothing before this is settled.',
      }),
    ],
  });
};

const notReceived: Scene = (cast) => {
  const role = cast.find({ owner: ours('dev.patel').email, language: 'de', has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t34', {
    in: ['dev.patel'],
    subject: `Mahnung zu Rechnung ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject, and the sender is a contact. The invoice was never received, they say.',
    mails: [
      reminder(role, 'dev.patel', { back: 3, at: '09:40', code: 'email_final_notice', invoice }),
      fromContact(role, 'dev.patel', {
        back: 1,
        at: '14:48',
        subject: `AW: Mahnung zu Rechnung ${invoice.number}`,
        text: `Sehr geehrter Herr Patel,\n\ndie Rechnung vom ${germanDay(invoice.issuedOn)} liegt uns nicht vor. Bitte senden Sie uns eine Kopie.`,
      }),
    ],
  });
};

const promiseInFull: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t35', {
    in: ['ana.reyes'],
    subject: `Re: Invoice ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject, and the sender is a contact. Payment is promised by mail.',
    mails: [
      fromContact(role, 'ana.reyes', {
        subject: `Re: Invoice ${invoice.number}`,
        back: 1,
        at: '16:44',
        text:
          role.contact.language === 'de'
            ? `Guten Tag Frau Reyes,\n\nwir zahlen ${amountIn('de', invoice.amount)} am kommenden Freitag.`
            : `Hello Ana,\n\nwe will pay ${amountIn('en', invoice.amount)} on Friday of next week.`,
      }),
    ],
  });
};

const promiseInPart: Scene = (cast) => {
  const role = cast.find({ owner: ours('eva.novak').email, language: 'en', has: 'pastDue' });
  const invoice = firstOf(role.pastDue);
  return thread('t36', {
    in: ['eva.novak'],
    subject: 'Payment in two parts',
    whose: role,
    why: 'A contact of one customer writes; an earlier mail names an invoice of the same customer.',
    mails: [
      fromContact(role, 'eva.novak', {
        back: 4,
        at: '15:51',
        text: `Hello Eva,\n\nfor ${invoice.number} we can pay one half next Friday and the other at the end of the month.`,
      }),
      ourReply(role, 'eva.novak', {
        back: 3,
        at: '10:02',
        invoice,
        text: 'Hello,\n\nI will ask whether we can agree to that. Could you do it within two weeks?',
      }),
      fromContact(role, 'eva.novak', {
        back: 2,
        at: '09:14',
        text: 'Hello Eva,\n\nyes, both parts within two weeks.\n\n> I will ask whether we can agree to that. Could you do it within two weeks?',
      }),
    ],
  });
};

const outOfOffice: Scene = (cast) => {
  const role = cast.find({ owner: ours('dev.patel').email, language: 'en', has: 'pastDue' });
  return thread('t37', {
    in: ['dev.patel'],
    subject: 'Automatic reply: Your overdue account',
    whose: role,
    why: 'An automatic reply from a contact of one customer.',
    mails: [
      fromContact(role, 'dev.patel', {
        subject: 'Automatic reply: Your overdue account',
        back: 1,
        at: '09:01',
        text: 'I am out of the office until Monday. In urgent cases please call our switchboard.',
      }),
    ],
  });
};

const inDollars: Scene = (cast) => {
  const role = cast.named(SHAPES.twoCurrencies[3]);
  const invoice = firstOf([...role.open, ...role.latest].filter(({ amount }) => amount.currency === 'USD'));
  return thread('t38', {
    in: ['eva.novak'],
    subject: 'Which account for dollars?',
    whose: role,
    why: 'The invoice number in the text belongs to the customer, who is billed in two currencies, and a contact writes.',
    mails: [
      fromContact(role, 'eva.novak', {
        back: 3,
        at: '11:22',
        text: `Hello Eva,\n\ninvoice ${invoice.number} is in ${invoice.amount.currency}. To which account should it go?`,
      }),
    ],
  });
};

const doNotContact: Scene = (cast) => {
  const role = cast.named(SHAPES.doNotContact);
  return thread('t39', {
    in: ['dev.patel'],
    subject: 'Keine Anrufe mehr',
    whose: role,
    why: 'A contact of a customer who asked not to be contacted; the gate stays closed.',
    mails: [
      fromContact(role, 'dev.patel', {
        back: 4,
        at: '08:58',
        text: 'Sehr geehrte Damen und Herren,\n\ndie Sache liegt bei unseren Anwälten. Bitte rufen Sie uns nicht mehr an und schreiben Sie uns nicht.',
      }),
    ],
  });
};

const germanReminder: Scene = (cast) => {
  const role = cast.named(SHAPES.umlauts);
  const invoice = firstOf([...role.open, ...role.latest]);
  return thread('t40', {
    in: ['eva.novak'],
    subject: `Rechnung ${invoice.number}`,
    whose: role,
    why: 'The invoice number is in the subject, and the sender is a contact; umlauts everywhere.',
    mails: [
      fromContact(role, 'eva.novak', {
        subject: `WG: Rechnung ${invoice.number}`,
        back: 2,
        at: '09:09',
        text: 'Guten Tag Frau Novak,\n\ndie Rechnung ist geprüft und geht übernächste Woche in den Zahlungslauf. Grüße aus Mützenbärhausen!',
      }),
    ],
  });
};

/** Threads about payments, promises and disputes. */
export const ABOUT_MONEY: readonly Scene[] = [
  justPaid,
  paymentAnnounced,
  germanAdvice,
  quantityShort,
  notReceived,
  promiseInFull,
  promiseInPart,
  outOfOffice,
  inDollars,
  doNotContact,
  germanReminder,
];
