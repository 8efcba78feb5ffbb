import type { AlertNews } from '../../alerts/ports.ts';
import type { AlertRule } from '../../alerts/rules/rule.ts';
import type { Message } from '../kit/message.ts';
import { postRefusalSentence } from '../kit/post-refusal.ts';
import { render, sentence } from '../kit/render.ts';
import { type Line, mention, moment, say } from '../kit/say.ts';
import { hearerInWords, ruleInWords } from '../rules/in-words.ts';

/** What the owner of an alert is told, once: what happened, and what to do. */
export function ownerNewsMessage(rule: AlertRule, news: AlertNews): Message {
  const which = say`Your alert (I tell ${hearerInWords(rule)} ${ruleInWords(rule)})`;
  switch (news.kind) {
    case 'post-refused':
      return sentence(
        say`${which} could not tell anything: ${postRefusalSentence(news.why, 'alert')} I will not write again about this until you change it.`,
      );
    case 'out-of-sight':
      return sentence(
        say`${which} tells nothing any more: you may not see what it watches, or it is gone from Genesys Cloud. \`/agent-live why\` and \`/agent-live whoami\` explain what you may see; \`/agent-alert list\` has it, to change or delete.`,
      );
    case 'in-doubt':
      return sentence(
        say`${which} was true from ${moment(news.since, rule.zone)} on, and Slack did not say whether it took the message about it. I may not look for it there, so I do not post it again.`,
      );
    case 'owner-left':
      return ownerlessMessage(rule);
    default:
      return news satisfies never;
  }
}

/** For those who administer the app: an alert rests, because its owner is no member of the workspace any more. */
export function ownerlessMessage(rule: AlertRule): Message {
  const take = { action: 'alert_take_over', label: 'Take it over', value: rule.id, style: 'primary' } as const;
  return render({
    head: [
      say`An alert (I tell ${hearerInWords(rule, 'others')} ${ruleInWords(rule, 'others')}) rests: its owner ${mention(rule.owner.slackUserId)} is no full member of this workspace now, and it tells what its owner may see. Take it over, or delete it with \`/agent-alert off\`.`,
    ],
    buttons: { row: [take] },
  });
}

/** What somebody else did with an alert, for whoever owned it. */
export function administeredMessage(rule: AlertRule, by: string, what: Line): Message {
  return sentence(
    say`${mention(by)}, who administers this app, ${what} your alert: I tell ${hearerInWords(rule)} ${ruleInWords(rule)}.`,
  );
}
