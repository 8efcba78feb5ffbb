import { say } from '../kit/say.ts';
import { COMMONEST, type Usage } from '../kit/usage.ts';
import { SHOWN_MEDIA, SHOWN_STATES } from '../words/vocabulary.ts';

export const LIVE: Usage = {
  name: '/agent-live',
  what: 'What is somebody doing right now?',
  hint: '@ana | team | queue Billing | help',
  form: '[who] [media] [state]',
  again: 'ask_live',
  examples: [
    { typed: '/agent-live @ana', answers: 'what Ana is doing, since when, in which queue' },
    { typed: '/agent-live team', answers: 'everybody who reports to you, those who need attention first' },
    { typed: '/agent-live queue "Billing EU" calls on hold', answers: 'who of that queue has a call on hold' },
  ],
  notes: [
    say`Who: @ people, an email address, me, team, team "Sales", queue Billing, group "Tier 2", or a name in quotes.`,
    say`Media: ${SHOWN_MEDIA.join(', ')}. State: ${SHOWN_STATES.join(', ')}.`,
    say`\`/agent-live whoami\` shows what you may see, \`/agent-live why @ana\` why you may see Ana or not.`,
  ],
  buttons: COMMONEST,
  welcome: (about) => [
    { typed: '/agent-live @ana', answers: 'what is Ana doing right now?' },
    { typed: `/agent-live ${about}`, answers: 'who is free there, and who needs a look?' },
  ],
};
