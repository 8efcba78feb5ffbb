import type { Message } from '../kit/message.ts';
import { section, smallPrint } from '../kit/paragraphs.ts';

const LINES = [
  '*How did it go, before anybody asks?*  `/agent-summary [on | off | list | pause | resume | edit | preview | now …]`',
  '`/agent-summary on #floor 08:30 weekdays queue Billing`: a post about Billing, every working day',
  '`/agent-summary preview`: what would be posted, shown to you only',
  '`/agent-summary list`: your summaries, with buttons to change, pause and delete them',
];

const NOTES = [
  'Days: weekdays, every day, mon-thu, mon,wed. Time: 08:30, 5pm; in your time zone, or with tz:Europe/Madrid. Whom: as in `/agent-stats`.',
  'Also `off #floor`, `pause #floor`, `resume #floor`, `edit #floor`, `now #floor`, `hand over #floor to @grace`, and `quiet:skip` to stay silent without conversations.',
  'A summary shows what its owner may see at the time of each post. Where guests or other organisations read along, it names nobody (`names:always` lifts that).',
];

/** The usage of `/agent-summary`. */
export function summaryHelpMessage(): Message {
  return {
    text: [...LINES, ...NOTES].join('\n'),
    blocks: [
      section(LINES.join('\n')),
      ...NOTES.flatMap((note) => smallPrint([note])),
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'summary_new', text: { type: 'plain_text', text: 'New summary' }, value: 'on' },
          {
            type: 'button',
            action_id: 'summary_list',
            text: { type: 'plain_text', text: 'My summaries' },
            value: 'list',
          },
        ],
      },
    ],
  };
}
