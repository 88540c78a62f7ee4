/** What a user may do. A user has one role; an admin is not a manager of figures by that alone. A reader sees and changes nothing: sales, auditors. */
export const ROLES = ['collector', 'manager', 'admin', 'reader'] as const;
export type Role = (typeof ROLES)[number];
