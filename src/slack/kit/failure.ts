import type { SourceError } from '../../reports/ports.ts';
import type { Message } from './message.ts';
import { clip } from './mrkdwn.ts';
import { sentence } from './render.ts';
import { code, join, type Line, say } from './say.ts';

/**
 * What the asker is told when Genesys Cloud did not answer: what happened, what to do, and the reference that the
 * operator finds in the log. Never a status code alone, a stack or an id of Genesys.
 */
export function sourceErrorMessage(error: SourceError, reference: string): Message {
  return sentence(say`${explain(error)} (reference ${reference})`);
}

/** Slack did not tell who somebody is, or did not take a message. */
export function slackErrorMessage(reference: string): Message {
  return sentence(
    say`Slack did not do what Floorwalker asked it for. Try again in a minute; if it stays, tell your administrator. (reference ${reference})`,
  );
}

export function unexpectedErrorMessage(reference: string): Message {
  return sentence(
    say`Something went wrong in Floorwalker itself, not in your question. Try again; if it stays, give your administrator this reference: ${reference}`,
  );
}

/** Too many are asking: said in place of an answer, before anything is done for it. */
export function busyMessage(): Message {
  return sentence(say`Floorwalker is busy: many people are asking at this moment. Try again in 20 seconds.`);
}

/** What Floorwalker keeps cannot be read or written. */
export function storeErrorMessage(reference: string): Message {
  return sentence(
    say`Floorwalker cannot reach what it keeps at the moment, so nothing was changed. Try again in a minute; if it stays, tell your administrator. (reference ${reference})`,
  );
}

/** A button whose value this release does not read, or that somebody has changed. */
export function oldButtonMessage(): Message {
  return sentence(say`This button is from an earlier version of Floorwalker. Ask the question again with the command.`);
}

/** A command that the manifest of this workspace has, and this release has not. */
export function unknownCommandMessage(commands: readonly string[]): Message {
  const known = join(
    commands.map((command) => code(`${command} help`)),
    ', ',
  );
  return sentence(say`This version of Floorwalker does not know that command. It answers ${known}.`);
}

/** A form has to be opened within three seconds of the click. */
export function tooSlowForFormMessage(): Message {
  return sentence(say`The form took too long to open: send it again.`);
}

/** Said when an answer takes longer than people wait without a sign. */
export function stillAskingMessage(): Message {
  return sentence(say`Still asking Genesys Cloud. The answer will appear here.`);
}

function explain(error: SourceError): Line {
  if (error.endpoint === 'token') return explainToken(error);
  switch (error.kind) {
    case 'forbidden':
      return error.missingPermissions.length > 0
        ? say`Genesys Cloud refused this: the app's OAuth client lacks ${permissionList(error.missingPermissions)}. Ask your Genesys administrator to add it to the client's role.`
        : say`Genesys Cloud refused this: the app's OAuth client may not read it. Ask your Genesys administrator to check the client's roles and divisions.`;
    case 'unauthorised':
      return say`Genesys Cloud did not accept the app's credentials. Your administrator has to check the OAuth client.`;
    case 'rate-limited':
      return say`${busy(error)} Try again ${again(error.retryAfterMs)}.`;
    case 'timeout':
      return say`Genesys Cloud did not answer in time. Try again in a minute, or ask about fewer people or a shorter period.`;
    case 'unavailable':
      return say`Genesys Cloud is not reachable at the moment. Try again in a minute.`;
    case 'not-found':
      return say`Genesys Cloud no longer knows what you asked about: it may have just been removed. Ask again with its name.`;
    case 'invalid-request':
      if (error.because === 'size') {
        return say`The question was too large for Genesys Cloud. Ask about fewer people or a shorter period.`;
      }
      return error.because === 'interval'
        ? say`Genesys Cloud did not accept the question, most likely for its length. Ask about a shorter period.`
        : say`Genesys Cloud did not accept the question, which is a mistake in Floorwalker. Your administrator can report the reference.`;
    case 'unexpected-response':
      return say`Genesys Cloud answered with something unreadable, perhaps from a proxy in between. Try again; if it stays, tell your administrator.`;
    default:
      return error.kind satisfies never;
  }
}

function explainToken(error: SourceError): Line {
  if (error.because === 'client-kind') {
    return say`Genesys Cloud refused to log the app in: its OAuth client has another grant type. Your administrator has to make one with the grant type Client Credentials.`;
  }
  if (error.kind === 'unauthorised') {
    return say`Genesys Cloud refused to log the app in: the id or secret of its OAuth client is wrong. Your administrator has to correct it.`;
  }
  if (error.kind === 'rate-limited') {
    return say`Genesys Cloud lets the app log in only so often. Try again ${again(error.retryAfterMs)}.`;
  }
  return say`Genesys Cloud could not log the app in at the moment. Try again in a minute.`;
}

function busy({ because }: SourceError): string {
  if (because === 'person-share') {
    return 'You have asked for as much as one person may in a minute, so that there is some left for everybody.';
  }
  return because === 'app-share'
    ? 'Floorwalker has used its share of requests to Genesys Cloud for this minute.'
    : 'Genesys Cloud is busy: too many requests.';
}

const again = (retryAfterMs: number | undefined): string => {
  if (retryAfterMs === undefined) return 'in a minute';
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return seconds < 120
    ? `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
    : `in ${Math.ceil(seconds / 60)} minutes`;
};

function permissionList(permissions: readonly string[]): Line {
  return join(
    permissions.slice(0, 3).map((permission) => code(clip(permission, 80))),
    ' or ',
  );
}
