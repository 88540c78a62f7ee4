import type mongoose from 'mongoose';

type Of = { readonly address: string; readonly connectionId: number | '<monitor>' };

/** How a client's connections to the database are used at this moment. Those that were open before are known once they are used. */
export class PoolCounts {
  waiting = 0;
  private readonly known = new Set<string>();
  private readonly used = new Set<string>();

  constructor(client: mongoose.mongo.MongoClient) {
    client.on('connectionCreated', (event) => this.known.add(nameOf(event)));
    client.on('connectionCheckOutStarted', () => {
      this.waiting += 1;
    });
    client.on('connectionCheckedOut', (event) => {
      this.noLongerWaiting();
      this.known.add(nameOf(event));
      this.used.add(nameOf(event));
    });
    client.on('connectionCheckOutFailed', () => this.noLongerWaiting());
    client.on('connectionCheckedIn', (event) => this.used.delete(nameOf(event)));
    client.on('connectionClosed', (event) => {
      this.known.delete(nameOf(event));
      this.used.delete(nameOf(event));
    });
  }

  get open(): number {
    return this.known.size;
  }

  get inUse(): number {
    return this.used.size;
  }

  private noLongerWaiting(): void {
    this.waiting = Math.max(0, this.waiting - 1);
  }
}

function nameOf({ address, connectionId }: Of): string {
  return `${address} ${connectionId}`;
}
