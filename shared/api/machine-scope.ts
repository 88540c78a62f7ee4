/** What a machine key may do: each names whole operations, see each operation's `scope`. */
export const MACHINE_SCOPES = [
  /** Bring files of the ERP and the bank, and ask what became of them. */
  'feeds',
  /** Store the ERP's invoice documents. */
  'documents',
  /** Read reports. */
  'figures',
  /** Read customers, their items, promises and disputes. */
  'customers',
] as const;
export type MachineScope = (typeof MACHINE_SCOPES)[number];
