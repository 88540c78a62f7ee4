/** Makes a steady load in a process of its own, so that it does not take time from what is measured. Speaks to its parent over IPC. */
import { type SteadyOrder, steadyLoad } from './steady-load.ts';

process.on('message', (order: SteadyOrder) => {
  void steadyLoad(order).then((result) => process.send?.(result));
});

process.send?.({ ready: true });
