import { firstOf, from, header, ours, type Scene, thread } from './telling.ts';

const forwardedByColleague: Scene = (cast) => {
  const role = cast.find({ owner: ours('ana.reyes').email, has: 'pastDue' });
  const { number } = firstOf(role.pastDue);
  return thread('t28', {
    in: ['ana.reyes'],
    subject: `FW: Invoice ${number}`,
    whose: role,
    why: 'Only our own people take part; the invoice number in the subject belongs to one customer.',
    mails: [
      from(header(ours('ben.okafor')), 'ana.reyes', {
        back: 1,
        at: '15:02',
        text: `Ana, this is one of yours.\n\nBen\n\n> From: ${role.contact.name}\n> Subject: Invoice ${number}\n>\n> Could you send us a copy of the invoice?`,
      }),
    ],
  });
};

const amongOurselves: Scene = () =>
  thread('t29', {
    in: ['carla.lind'],
    subject: 'Team meeting moved',
    whose: 'internal',
    why: 'Only our own people take part, and nothing names a customer.',
    mails: [
      from(header(ours('mira.hoffmann')), 'carla.lind', {
        cc: `${header(ours('ana.reyes'))}, ${header(ours('ben.okafor'))}`,
        back: 3,
        at: '08:35',
        text: 'Hello all,\n\nour meeting moves to Tuesday at ten. Please bring your three oldest cases.\n\nMira',
      }),
    ],
  });

/** Threads among the company's own people. */
export const OWN_PEOPLE: readonly Scene[] = [forwardedByColleague, amongOurselves];
