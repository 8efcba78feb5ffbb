import { queueNamed } from './genesys/centre/organisation.ts';
import type { SandboxGenesys } from './genesys/genesys.ts';
import type { Fault } from './genesys/wire/faults.ts';
import type { Trouble } from './page/troubles.ts';

/** Late enough for the app to say that it is still asking. */
const SLOW_MS = 4000;

/** Makes this trouble, and ends the one before. */
export function makeTrouble({ faults, notifications, live, organisation }: SandboxGenesys, trouble: Trouble): void {
  faults.clear();
  const always = (fault: Fault): void => {
    faults.next({ match: '/api/v2/', fault, times: Infinity });
  };
  switch (trouble) {
    case 'none':
      return;
    case 'slow':
      faults.latency(SLOW_MS);
      return;
    case 'rate-limited':
      always({ kind: 'status', status: 429, retryAfter: { seconds: 30, as: 'seconds' } });
      return;
    case 'forbidden':
      always({ kind: 'status', status: 403 });
      return;
    case 'socket-cut':
      notifications.drop();
      return;
    case 'spike':
      live.pileUp(queueNamed(organisation, 'Billing EU').id);
      return;
    default:
      throw trouble satisfies never;
  }
}
