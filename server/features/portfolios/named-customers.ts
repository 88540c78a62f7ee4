/** What an id in a request stands for; a dispute has the id of the activity that raised it. */
export type NamedThing = 'customer' | 'activity' | 'dispatch' | 'task';

/** Where in a request an id stands, and of what. */
export interface NamedPlace {
  readonly part: 'params' | 'query' | 'body';
  readonly field: string;
  readonly thing: NamedThing;
}

/**
 * What an operation has to do with customers. A list of places: it names one there. `own`: it tells of the actor alone, or leaves out by itself what the actor does not see. `whole_company`: its answer
 * is about all customers.
 */
export type AboutCustomers = readonly NamedPlace[] | 'own' | 'whole_company';

const named = (part: NamedPlace['part'], field: string, thing: NamedThing): readonly NamedPlace[] => [
  { part, field, thing },
];
const CUSTOMER_IN_PATH = named('params', 'id', 'customer');
const CUSTOMER_IN_QUERY = named('query', 'customerId', 'customer');
const CUSTOMER_IN_BODY = named('body', 'customerId', 'customer');
const ACTIVITY_IN_PATH = named('params', 'id', 'activity');
const DISPATCH_IN_PATH = named('params', 'id', 'dispatch');
const TASK_IN_PATH = named('params', 'id', 'task');

/** Of every operation that somebody with a portfolio may call, by its id. What is not here is refused to them. */
export const ABOUT_CUSTOMERS: Readonly<Record<string, AboutCustomers>> = {
  recordActivity: CUSTOMER_IN_BODY,
  withdrawActivity: ACTIVITY_IN_PATH,
  correctActivity: ACTIVITY_IN_PATH,
  readActivityText: ACTIVITY_IN_PATH,
  findCustomers: 'own',
  readCustomerCard: CUSTOMER_IN_PATH,
  readTimeline: CUSTOMER_IN_PATH,
  listTemplates: CUSTOMER_IN_QUERY,
  previewDispatch: CUSTOMER_IN_BODY,
  prepareDispatch: CUSTOMER_IN_BODY,
  overrideGate: DISPATCH_IN_PATH,
  reportDelivery: DISPATCH_IN_PATH,
  claimSending: DISPATCH_IN_PATH,
  readDispatch: DISPATCH_IN_PATH,
  readDispatchAttachment: DISPATCH_IN_PATH,
  recordDispute: CUSTOMER_IN_BODY,
  listDisputes: CUSTOMER_IN_QUERY,
  assignDispute: ACTIVITY_IN_PATH,
  resolveDispute: ACTIVITY_IN_PATH,
  linkDocument: CUSTOMER_IN_PATH,
  recordPromise: CUSTOMER_IN_BODY,
  listPromises: CUSTOMER_IN_QUERY,
  reportSeenMessage: CUSTOMER_IN_BODY,
  createTask: CUSTOMER_IN_BODY,
  changeTask: TASK_IN_PATH,
  listTasks: CUSTOMER_IN_QUERY,
  readThreadContext: 'own',
  linkThread: CUSTOMER_IN_BODY,
  readWorklist: 'own',
  readMyFigures: 'own',
  readMe: 'own',
  listColleagues: 'own',
  nameStandIn: 'own',
  endAbsence: 'own',
  listAbsences: 'own',
  readDigest: 'own',
  chooseDigest: 'own',
  previewDigest: 'own',
  listMySessions: 'own',
  endMySession: 'own',
  endMySessions: 'own',
  acknowledgeClause: 'own',
  listGoals: 'whole_company',
  listTeams: 'whole_company',
  readReport: 'whole_company',
};
