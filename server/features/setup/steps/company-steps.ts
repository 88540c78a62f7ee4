import { dayInZone } from '#shared/domain/calendar-date.ts';
import { failed, finding, listed, passed } from '../finding.ts';
import type { SetupFacts, SetupTools, StepRule } from '../setup-facts.ts';

const COMPANY_PAGE = '/admin/company';
const SETTINGS_PAGE = '/settings';
const NAMED = 5;

const company: StepRule = {
  step: 'company',
  href: COMPANY_PAGE,
  judge: (facts) => ({
    found: `${facts.tenant.name}, with mail at ${listed(facts.tenant.ownDomains) || 'no domain'}`,
    missing: companyMissing(facts),
  }),
  attempt: async ({ tenant, users }, { customersOfDomains }) => {
    const strays = strayDomains({ tenant, users });
    const customers = await customersOfDomains(tenant.ownDomains);
    const shown = listed(customers.slice(0, NAMED));
    return [
      finding(
        'Own people',
        strays.length === 0
          ? null
          : `Add ${listed(strays)} to the own domains, or their mail is looked up as a customer’s.`,
        'Everybody’s address is of a domain of the company.',
      ),
      finding(
        'Customers',
        customers.length === 0
          ? null
          : `${customers.length === 1 ? 'One customer has' : `${customers.length} customers have`} an address of an own domain (${shown}); mail with them is not recognised.`,
        'No customer has an address of an own domain.',
      ),
    ];
  },
};

const zone: StepRule = {
  step: 'zone',
  href: COMPANY_PAGE,
  judge: ({ tenant, now }) => ({ found: `${tenant.zone}, where it is ${timeIn(tenant.zone, now)}`, missing: null }),
  attempt: async ({ tenant, now }) => [
    passed(
      'Today',
      `What is logged now counts for ${dayInZone(now, tenant.zone)}; it is ${timeIn(tenant.zone, now)} there.`,
    ),
  ],
};

const workingDays: StepRule = {
  step: 'working_days',
  href: SETTINGS_PAGE,
  judge: ({ tenant, now }) => {
    const coming = holidaysToCome({ tenant, now });
    const off = tenant.settings.calendar.weekend.length;
    return {
      found: `${7 - off} working days a week, ${counted(coming.length, 'holiday')} to come`,
      missing: coming.length === 0 ? 'Name the holidays to come; until then they count as working days.' : null,
    };
  },
  attempt: async ({ tenant, now }) => {
    const [next] = holidaysToCome({ tenant, now });
    return [
      next === undefined
        ? failed('Holidays', 'No holiday is named from today on.')
        : passed('Holidays', `The next day off is ${next}; promises and response times pass over it.`),
    ];
  },
};

const currencies: StepRule = {
  step: 'currencies',
  href: COMPANY_PAGE,
  judge: ({ tenant }) => ({ found: `${tenant.currency} is the company’s own`, missing: null }),
  attempt: async ({ tenant }, { ageingSums }) => {
    const open = (await ageingSums()).map(({ currency }) => currency);
    if (open.length === 0) return [failed('The ledger', 'Nothing is open yet; feed the ERP’s files first.')];
    const isOwn = open.includes(tenant.currency);
    const wrong = `Open items are in ${listed(open)} and none is in ${tenant.currency}, the company’s own; is that right?`;
    return [finding('The ledger', isOwn ? null : wrong, `Open items are in ${listed(open)}.`)];
  },
};

const buckets: StepRule = {
  step: 'buckets',
  href: SETTINGS_PAGE,
  judge: ({ tenant }) => ({ found: tenant.buckets.map(({ label }) => label).join(', '), missing: null }),
  attempt: async (_facts, { ageingSums }: SetupTools) => {
    const sums = await ageingSums();
    if (sums.length === 0) return [failed('Ageing', 'Nothing is open yet; feed the ERP’s files first.')];
    return sums.map(({ currency, invoiceOpen, buckets: amounts }) => {
      const total = amounts.reduce((sum, amount) => sum + amount, 0);
      const wrong = total === invoiceOpen ? null : 'The buckets do not add up to what is open.';
      return finding(`Ageing in ${currency}`, wrong, `The ${amounts.length} buckets add up to what is open.`);
    });
  },
};

export const COMPANY_STEPS: readonly StepRule[] = [company, zone, workingDays, currencies, buckets];

function companyMissing({ tenant, users }: SetupFacts): string | null {
  if (tenant.ownDomains.length === 0) {
    return 'Name the company’s own mail domains; without them colleagues are taken for customers.';
  }
  const strays = strayDomains({ tenant, users });
  if (strays.length === 0) return null;
  return `Your people have addresses of ${listed(strays)}, which is not among the company’s own domains.`;
}

/** Mail domains of the company's people that are not among its own. */
function strayDomains({ tenant, users }: Pick<SetupFacts, 'tenant' | 'users'>): string[] {
  const domains = users.filter(({ disabled }) => !disabled).map(({ email }) => email.slice(email.indexOf('@') + 1));
  return [...new Set(domains)].filter((domain) => !tenant.ownDomains.includes(domain)).sort();
}

function holidaysToCome({ tenant, now }: Pick<SetupFacts, 'tenant' | 'now'>): string[] {
  const today = dayInZone(now, tenant.zone);
  return tenant.settings.calendar.holidays.filter((day) => day >= today).sort();
}

function timeIn(zoneName: string, now: Date): string {
  const options = { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone: zoneName } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(now);
}

function counted(count: number, thing: string): string {
  if (count === 0) return `no ${thing}`;
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
