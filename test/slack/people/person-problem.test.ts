import { expect, it } from 'vitest';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import type { PersonProblem } from '../../../src/slack/people/people.ts';
import { personProblemMessage } from '../../../src/slack/people/person-problem.ts';

it.each<[PersonProblem, RegExp]>([
  ['unknown', /^Slack does not know the person.*menu.*\/agent-live "Ana López"/],
  ['deactivated', /^<@U0ANA> is deactivated in Slack.*\/agent-live "Ana López"/],
  ['bot', /^<@U0ANA> is an app and not a person\. Mention a colleague/],
  ['stranger', /^<@U0ANA> belongs to another organisation.*\/agent-live "Ana López"/],
  ['guest', /^<@U0ANA> is a guest.*`IDENTITY_LINKS`/],
  ['no-email', /^Slack shows no email address of <@U0ANA>.*`IDENTITY_LINKS`/],
  ['unconfirmed-email', /^The email address of <@U0ANA> is not confirmed.*`IDENTITY_LINKS`/],
])('of somebody mentioned who is %s it says what to do', (problem, sentence) => {
  const message = personProblemMessage(problem, 'U0ANA');
  expect(message.text).toMatch(sentence);
  expect(blockKitProblems(message)).toEqual([]);
});
