import { expect } from 'chai';
import { it } from 'mocha';
import mongoose from 'mongoose';
import { useMongo } from '../../support/mongo.ts';

describe('useMongo', () => {
  const mongo = useMongo();
  const things = () => new mongoose.mongo.MongoClient(mongo.uri());

  for (const round of ['first', 'second']) {
    it(`gives each test empty collections, the ${round} time`, async () => {
      const client = things();
      const collection = client.db(mongo.databaseName).collection('things');
      expect(await collection.countDocuments()).to.equal(0);
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await collection.insertOne({ round }, { session });
        }),
      );
      expect(await collection.countDocuments()).to.equal(1);
      await client.close();
    });
  }
});
