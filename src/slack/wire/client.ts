import { webApi } from '@slack/bolt';
import { outcomeOf } from './slack-error.ts';

/** Told of every call of Slack's: `ok`, Slack's own word, or what the network says. */
export type OnCall = (call: { readonly method: string; readonly outcome: string }) => void;

/** A client of the Web API that tells how its calls end. */
export function observedClient(
  token: string,
  onCall: OnCall | undefined,
  options: ConstructorParameters<typeof webApi.WebClient>[1],
): webApi.WebClient {
  if (onCall === undefined) return new webApi.WebClient(token, options);
  class ObservedClient extends webApi.WebClient {
    override async apiCall(
      ...[method, given]: Parameters<webApi.WebClient['apiCall']>
    ): Promise<webApi.WebAPICallResult> {
      try {
        const result = await super.apiCall(method, given);
        onCall?.({ method, outcome: 'ok' });
        return result;
      } catch (error) {
        onCall?.({ method, outcome: outcomeOf(error) });
        throw error;
      }
    }
  }
  return new ObservedClient(token, options);
}
