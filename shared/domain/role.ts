/** What a user may do. A user has one role; an admin is not a manager of figures by that alone. */
export const ROLES = ['collector', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];
