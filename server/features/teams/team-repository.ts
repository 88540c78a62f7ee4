import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type Team, teamNameKey } from './team.ts';
import { type StoredTeam, TeamModel } from './team-model.ts';

/** Who changes a team, and when. */
export interface TeamChange {
  readonly by: string;
  readonly at: Date;
}

/** The teams of the current tenant. */
export class TeamRepository {
  /** By name. */
  async findAll(): Promise<Team[]> {
    return (await TeamModel.find().sort({ nameKey: 1 }).lean<StoredTeam[]>()).map(fromStored);
  }

  async findById(id: string): Promise<Team | null> {
    const stored = await TeamModel.findById(id).lean<StoredTeam>();
    return stored === null ? null : fromStored(stored);
  }

  /** Fails with a duplicate key where the name is taken. */
  async insert({ id, name, memberIds }: Team, { by, at }: TeamChange, session: ClientSession): Promise<void> {
    const stored = { name, nameKey: teamNameKey(name), memberIds: [...memberIds], changedBy: by, changedAt: at };
    await TeamModel.collection.insertOne({ _id: id as never, tenantId: currentTenant(), ...stored }, { session });
  }

  /** Writes name and people; false where there is no such team. Fails with a duplicate key where the name is taken. */
  async update({ id, name, memberIds }: Team, { by, at }: TeamChange): Promise<boolean> {
    const changed = { name, nameKey: teamNameKey(name), memberIds: [...memberIds], changedBy: by, changedAt: at };
    const { matchedCount } = await TeamModel.updateOne({ _id: id }, { $set: changed });
    return matchedCount === 1;
  }

  /** False where there is no such team. */
  async remove(id: string, session: ClientSession): Promise<boolean> {
    const { deletedCount } = await TeamModel.deleteOne({ _id: id }, { session });
    return deletedCount === 1;
  }
}

function fromStored({ _id, name, memberIds }: StoredTeam): Team {
  return { id: _id, name, memberIds };
}
