import { SHAPES } from '../shapes.ts';
import { firstOf, from, fromContact, header, ours, type Scene, thread } from './telling.ts';

const { group, sharedPayablesAddress } = SHAPES;
const SERVICE_CENTRE = header({ name: 'Tallytower Services, AP', email: sharedPayablesAddress.email });

const sharedWithNumber: Scene = (cast) => {
  const role = cast.named(sharedPayablesAddress.customerNumbers[1]);
  const { number } = firstOf([...role.open, ...role.latest]);
  return thread('t11', {
    in: ['ben.okafor'],
    subject: `Query on ${number}`,
    whose: role,
    why: 'The address serves two customers; the invoice number in the subject belongs to one of them.',
    mails: [
      from(SERVICE_CENTRE, 'ben.okafor', {
        back: 3,
        at: '09:31',
        text: 'Dear supplier,\n\nplease send us the delivery note for the invoice in the subject.\n\nTallytower Services\nAccounts payable',
      }),
    ],
  });
};

const sharedWithoutNumber: Scene = () =>
  thread('t12', {
    in: ['carla.lind'],
    subject: 'Statement request',
    whose: 'ambiguous',
    why: 'The address serves two customers, and nothing says which.',
    mails: [
      from(SERVICE_CENTRE, 'carla.lind', {
        back: 2,
        at: '11:11',
        text: 'Dear supplier,\n\nplease send us an up-to-date statement of account.\n\nTallytower Services\nAccounts payable',
      }),
    ],
  });

const sharedWithBothNumbers: Scene = (cast) => {
  const [one, two] = sharedPayablesAddress.customerNumbers.map((number) => cast.named(number));
  const numbers = [one, two].map((role) => firstOf(role === undefined ? [] : [...role.open, ...role.latest]).number);
  return thread('t13', {
    in: ['carla.lind', 'dev.patel'],
    subject: 'Open items',
    whose: 'ambiguous',
    why: 'The address serves two customers, and the text names an invoice of each.',
    mails: [
      from(SERVICE_CENTRE, 'carla.lind', {
        to: `${header(ours('carla.lind'))}, ${header(ours('dev.patel'))}`,
        back: 1,
        at: '13:40',
        text: `Dear supplier,\n\nwe are missing the order numbers for ${numbers.join(' and ')}. We can only release them with an order number.\n\nTallytower Services\nAccounts payable`,
      }),
    ],
  });
};

const newPersonInGroup: Scene = () =>
  thread('t14', {
    in: ['carla.lind'],
    subject: 'Your account with us',
    whose: 'ambiguous',
    why: 'Nobody knows the sender, and the mail domain belongs to a parent and its subsidiaries.',
    mails: [
      from(`Ottilie Marsh <ottilie.marsh@${group.domain}>`, 'carla.lind', {
        back: 2,
        at: '15:20',
        text: 'Hello,\n\nI am reconciling supplier accounts. Could you send me a list of what is open?\n\nOttilie Marsh\nGroup accounting',
      }),
    ],
  });

const contactInGroup: Scene = (cast) => {
  const role = cast.named(group.subsidiaries[1]);
  return thread('t15', {
    in: ['carla.lind'],
    subject: 'Delivery last week',
    whose: role,
    why: 'The domain belongs to several, but the sender is a contact of one subsidiary.',
    mails: [
      fromContact(role, 'carla.lind', {
        back: 3,
        at: '09:48',
        text: 'Hello Carla,\n\nthe goods have arrived. Our parent will pay for them as usual.',
      }),
    ],
  });
};

const numberInGroup: Scene = (cast) => {
  const role = cast.named(group.subsidiaries[0]);
  const { number } = firstOf([...role.open, ...role.latest]);
  return thread('t16', {
    in: ['carla.lind'],
    subject: `Invoice no. ${number}`,
    whose: role,
    why: 'The domain belongs to several; the invoice number is one of this subsidiary.',
    mails: [
      from(`Ottilie Marsh <ottilie.marsh@${group.domain}>`, 'carla.lind', {
        back: 0,
        at: '10:09',
        text: 'Hello Carla,\n\nis the invoice in the subject still open on your side? We cannot find it in our system.\n\nOttilie Marsh\nGroup accounting',
      }),
    ],
  });
};

const severalCustomers: Scene = (cast) => {
  const wish = { owner: ours('ben.okafor').email, language: 'en' as const, has: 'pastDue' as const };
  const [one, two] = [cast.find(wish), cast.find(wish)];
  return thread('t17', {
    in: ['ben.okafor'],
    subject: 'Joint delivery to the trade fair',
    whose: 'ambiguous',
    why: 'Contacts of two customers take part alike: one writes, the other is written to.',
    mails: [
      fromContact(one, 'ben.okafor', {
        to: `${header(ours('ben.okafor'))}, ${header(two.contact)}`,
        from: header(one.contact),
        back: 4,
        at: '14:00',
        text: 'Dear both,\n\nwho of us is going to be billed for the joint stand?',
      }),
    ],
  });
};

const contactNamesAnothersInvoice: Scene = (cast) => {
  const one = cast.find({ owner: ours('dev.patel').email, language: 'en', has: 'pastDue' });
  const two = cast.find({ owner: ours('dev.patel').email, has: 'pastDue' });
  const { number } = firstOf(two.pastDue);
  return thread('t18', {
    in: ['dev.patel'],
    subject: `Re: invoice ${number}`,
    whose: 'ambiguous',
    why: 'The sender is a contact of one customer, the invoice number in the subject belongs to another.',
    mails: [
      fromContact(one, 'dev.patel', {
        subject: `Re: invoice ${number}`,
        back: 1,
        at: '09:27',
        text: 'Hello Dev,\n\nthis one is not ours. Did it come to us by mistake?',
      }),
    ],
  });
};

/** Threads in which an address or a domain stands for more than one customer. */
export const SHARED_AND_GROUPS: readonly Scene[] = [
  sharedWithNumber,
  sharedWithoutNumber,
  sharedWithBothNumbers,
  newPersonInGroup,
  contactInGroup,
  numberInGroup,
  severalCustomers,
  contactNamesAnothersInvoice,
];
