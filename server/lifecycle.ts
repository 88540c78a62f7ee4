/** Whether this process is about to end; a load balancer then sends nothing more. */
export class Lifecycle {
  stopping = false;
}
