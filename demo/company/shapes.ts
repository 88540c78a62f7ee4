import { DEMO_TENANT } from './people.ts';

const at = (local: string): string => `${local}@${DEMO_TENANT.ownDomain}`;

/** The shapes that the trade knows, by the customers (numbers) and collectors (e-mails) of the sample company that have them. */
export const SHAPES = {
  /** Pay twelve days past due (or on the working day after), whatever one does. */
  dayTwelvePayers: ['C10012', 'C10047', 'C10093'],
  /** Pays nothing until a call reaches someone who can decide, and then within four working days. */
  paysOnlyAfterCall: 'C10031',
  /** Much past due, and nobody has been in contact for half a year. */
  neglected: 'C10060',
  /** On two days a second notice goes out twice, by its owner in the morning and by a colleague in the afternoon. */
  dunnedTwice: { customerNumber: 'C10076', byOwner: at('ana.reyes'), byColleague: at('eva.novak') },
  /** Touches those who are about to pay anyway, in others' portfolios too, and leaves the hard ones. */
  easyPicker: at('ben.okafor'),
  /** The most activities of all, hardly anybody reached, on customers whom contact does not move. */
  busyWithoutResult: at('dev.patel'),
  /** One accounts-payable address, of a service centre, that serves two customers. */
  sharedPayablesAddress: { email: 'ap@tallytower-services.example', customerNumbers: ['C10023', 'C10087'] },
  /** A parent and its subsidiaries share a mail domain; the parent pays for one of them. */
  group: {
    domain: 'norrhaven-group.example',
    parent: 'C10101',
    subsidiaries: ['C10102', 'C10103', 'C10104'],
    paidByParent: 'C10103',
  },
  /** Billed in euros and in dollars. */
  twoCurrencies: ['C10007', 'C10018', 'C10029', 'C10040', 'C10061', 'C10083', 'C10105', 'C10116'],
  /** Write from a free-mail provider; no mail domain is theirs. */
  freeMail: { domain: 'freepost.example', customerNumbers: ['C10036', 'C10072', 'C10119'] },
  /** Asked not to be contacted; nobody does, though something is past due. */
  doNotContact: 'C10129',
  /** Insolvent: paid nothing for its last months, and what was open was written off. */
  writtenOff: 'C10139',
  /** Umlauts and an ampersand in the name. */
  umlauts: 'C10045',
} as const;
