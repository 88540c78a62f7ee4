import {
  type CodesView,
  type CompanyCodes,
  type changeCodes,
  STANDARD_CODES,
  type VersionedCodes,
} from '#shared/api/codes.ts';
import { codesOffered } from '#shared/api/company-codes.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import {
  type ActivityCode,
  CODE_CATALOGUE,
  type CodeDefinition,
  codeDefinition,
} from '#shared/domain/activity-code.ts';
import { tradeWordsFor } from '#shared/words/sentences.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { mayBeOff, problemsOfCodes } from './code-rules.ts';

export interface CodeSources {
  readonly tenants: TenantRepository;
  readonly adminLog: AdminLogService;
}

const FIRST_CODES: VersionedCodes = { ...STANDARD_CODES, version: 0 };

/** Which of the standard codes a company uses, in which order and under what names. What a code means and asks for is the standard's. */
export class CodeService {
  constructor(private readonly sources: CodeSources) {}

  async read(): Promise<CodesView> {
    return present((await this.tenant()).codes ?? FIRST_CODES);
  }

  /** Changes the list. Throws DomainError `codes_refused` with all that does not fit, or `codes_changed` where it was made from another version. */
  async change({ version, ...wanted }: BodyOf<typeof changeCodes>, { email: by }: Actor): Promise<CodesView> {
    refuse(wanted);
    const { tenants, adminLog } = this.sources;
    return inTransaction(async (session) => {
      const before = (await tenants.findById(currentTenant(), session))?.codes ?? FIRST_CODES;
      if (before.version !== version) {
        throw new DomainError('codes_changed', 'Somebody else changed the codes meanwhile; look at them again.');
      }
      const after = { ...wanted, version: version + 1 };
      await tenants.writeCodes(currentTenant(), after, session);
      const change = { before: inLog(before), after: inLog(after) };
      await adminLog.note(
        { by, area: 'codes', deed: 'codes_changed', subject: `version ${after.version}`, ...change },
        session,
      );
      return present(after);
    });
  }

  private async tenant() {
    const tenant = await this.sources.tenants.findById(currentTenant());
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant;
  }
}

function refuse(wanted: CompanyCodes): void {
  const problems = problemsOfCodes(wanted);
  if (problems.length === 0) return;
  const sentence = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  throw new DomainError('codes_refused', `Nothing was changed: ${sentence}.`, problems);
}

function present({ version, ...own }: VersionedCodes): CodesView {
  const inOrder = codesOffered(CODE_CATALOGUE, { ...own, off: [] });
  return { version, own, lines: inOrder.map((definition) => lineOf(definition, own.off)) };
}

function lineOf(definition: CodeDefinition, off: readonly ActivityCode[]): CodesView['lines'][number] {
  const { code, channel, direction, reach, outcomes, amount, date, reason } = definition;
  const term = { en: tradeWordsFor('en').codes[code], de: tradeWordsFor('de').codes[code] };
  const asks = { outcomes: [...outcomes], amount, date, reason };
  return { code, term, channel, direction, reach, ...asks, isOff: off.includes(code), mayBeOff: mayBeOff(definition) };
}

/** What the log shows: a switched-off code by its term, a name by its code. */
function inLog({ version, off, order, labels }: VersionedCodes): unknown {
  const names = labels.map(({ code, language, label }) => `${codeDefinition(code).label} (${language}): ${label}`);
  return { version, off: off.map((code) => codeDefinition(code).label), order, names };
}
