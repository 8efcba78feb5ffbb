import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { Remember } from '../../../src/reports/ports.ts';
import { createPeople, type PeopleClient, type Workspace } from '../../../src/slack/people/people.ts';

const HERE = 'T0EXAMPLE';

/** As `users.info` tells it, with more in it than the app may keep. */
const ANA = {
  id: 'U0ANA',
  team_id: HERE,
  name: 'ana',
  deleted: false,
  is_bot: false,
  is_stranger: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_email_confirmed: true,
  tz: 'Europe/Madrid',
  locale: 'es-ES',
  profile: { real_name: 'Ana López', email: 'Ana.Lopez@example.com', phone: '+34 600 000 000' },
};

const inCompany = (teams: readonly string[], team_id = 'T0OTHER') => ({
  ...ANA,
  team_id,
  enterprise_user: { enterprise_id: 'E0COMPANY', teams },
});

function people({
  user = ANA,
  workspace = { teamId: HERE },
  links = {},
  weekStart = 'locale',
  trustedDomains = [],
  listed = [],
}: {
  readonly user?: unknown;
  readonly workspace?: Workspace;
  readonly links?: Readonly<Record<string, string>>;
  readonly weekStart?: 'locale' | 'sunday';
  readonly trustedDomains?: readonly string[];
  readonly listed?: readonly unknown[];
} = {}) {
  const asked: unknown[] = [];
  const client: PeopleClient = {
    users: {
      info: async (of) => {
        asked.push(of);
        if (user instanceof Error) throw user;
        return { user };
      },
      list: async () => ({ members: listed }),
    },
    usergroups: {
      users: {
        list: async (of) => {
          asked.push(of);
          return of.usergroup === 'S0LEADS' ? { users: ['U0OMAR', 'U0GRACE'] } : {};
        },
      },
    },
  };
  const memory = new Map<string, unknown>();
  const remember: Remember = async (name, key, fetch) => {
    const value = await fetch();
    memory.set(`${name} ${key}`, value);
    return { value, asOf: 0, cached: false, stale: false };
  };
  const identityLinks = new Map(Object.entries(links));
  return { ...createPeople({ client, workspace, weekStart, identityLinks, trustedDomains, remember }), asked, memory };
}

const slackSays = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const ids = { userId: 'U0ANA', teamIds: [HERE] };

describe('the person who asks', () => {
  it('brings the email, zone and week of their Slack profile', async () => {
    await expect(people().asker(ids)).resolves.toEqual({
      slackUserId: 'U0ANA',
      slackTeamId: HERE,
      kind: 'member',
      email: 'Ana.Lopez@example.com',
      name: 'Ana López',
      timeZone: 'Europe/Madrid',
      weekStart: 1,
    });
  });

  it('is looked up with the locale, without which Slack does not tell it', async () => {
    const { asker, asked } = people();
    await asker(ids);
    expect(asked).toEqual([{ user: 'U0ANA', include_locale: true }]);
  });

  it('is remembered as what is used, and nothing else of the profile', async () => {
    const { asker, memory } = people();
    await asker(ids);
    expect([...memory.keys()]).toEqual(['slack-user U0ANA']);
    expect(JSON.stringify([...memory.values()])).not.toMatch(/600|phone/);
  });

  it.each([
    ['no email', { ...ANA, profile: { real_name: 'Ana López' } }],
    ['an empty email', { ...ANA, profile: { ...ANA.profile, email: '' } }],
    ['an email that nobody has confirmed', { ...ANA, is_email_confirmed: false }],
    ['an email of which Slack does not say', { ...ANA, is_email_confirmed: undefined }],
  ])('has no address with %s', async (_what, user) => {
    expect(await people({ user }).asker(ids)).not.toHaveProperty('email');
  });

  it.each([
    ['no zone', undefined, 'UTC'],
    ['a zone that does not exist', 'Europe/Atlantis', 'UTC'],
    ['a zone with 45 minutes', 'Asia/Kathmandu', 'Asia/Kathmandu'],
  ])('with %s is answered in %s', async (_what, tz, timeZone) => {
    expect(await people({ user: { ...ANA, tz } }).asker(ids)).toMatchObject({ timeZone });
  });

  it('begins the week as the configuration says, whatever their locale', async () => {
    expect(await people({ weekStart: 'sunday' }).asker(ids)).toMatchObject({ weekStart: 0 });
  });

  it.each([
    ['without a real name by their handle', { ...ANA, profile: { email: 'x@example.com' } }, 'ana'],
    ['without any name by their id', { team_id: HERE }, 'U0ANA'],
  ])('is called %s', async (_what, user, name) => {
    expect(await people({ user }).asker(ids)).toMatchObject({ name, kind: 'member' });
  });
});

describe('what kind of asker somebody is', () => {
  it.each([
    ['a full member', ANA, 'member'],
    ['a guest of several channels', { ...ANA, is_restricted: true }, 'guest'],
    ['a guest of one channel', { ...ANA, is_restricted: true, is_ultra_restricted: true }, 'guest'],
    ['a guest of one channel, told by the one word alone', { ...ANA, is_ultra_restricted: true }, 'guest'],
    ['a stranger by their flag', { ...ANA, is_stranger: true }, 'stranger'],
    ['somebody of another workspace in a shared channel', { ...ANA, team_id: 'T0PARTNER' }, 'stranger'],
    ['a guest of another workspace', { ...ANA, team_id: 'T0PARTNER', is_restricted: true }, 'stranger'],
    ['somebody whose workspace Slack does not tell', { ...ANA, team_id: undefined }, 'stranger'],
    ['a bot', { ...ANA, is_bot: true }, 'bot'],
    ['a workflow', { ...ANA, is_workflow_bot: true }, 'bot'],
    ['a deactivated person', { ...ANA, deleted: true }, 'deactivated'],
    ['a deactivated bot', { ...ANA, deleted: true, is_bot: true }, 'deactivated'],
    ['somebody of the same company elsewhere, where there is no company', inCompany([HERE]), 'stranger'],
  ])('%s', async (_what, user, kind) => {
    expect(await people({ user }).asker(ids)).toMatchObject({ kind });
  });

  it('is a bot for Slackbot, which says it is none', async () => {
    expect(await people().asker({ ...ids, userId: 'USLACKBOT' })).toMatchObject({ kind: 'bot' });
  });

  it('is a stranger for an id that Slack does not know', async () => {
    for (const error of ['user_not_found', 'user_not_visible']) {
      expect(await people({ user: slackSays(error) }).asker(ids)).toMatchObject({ kind: 'stranger', timeZone: 'UTC' });
    }
  });

  it('is a stranger for a known person in a request of a foreign workspace', async () => {
    expect(await people().asker({ ...ids, teamIds: ['T0PARTNER'] })).toMatchObject({ kind: 'stranger' });
  });

  it('is by their own workspace when Slack names none in the request', async () => {
    expect(await people().asker({ ...ids, teamIds: [] })).toMatchObject({ kind: 'member' });
    const partner = people({ user: { ...ANA, team_id: 'T0PARTNER' } });
    expect(await partner.asker({ ...ids, teamIds: [] })).toMatchObject({ kind: 'stranger' });
  });

  const company: Workspace = { teamId: HERE, enterpriseId: 'E0COMPANY' };
  it.each([
    ['of the same company, asking here', inCompany([HERE, 'T0OTHER']), HERE, 'member'],
    ['of the same company, asking in another workspace of theirs', inCompany(['T0OTHER']), 'T0OTHER', 'member'],
    ['of the same company, asking in a workspace they are not in', inCompany(['T0OTHER']), 'T0PARTNER', 'stranger'],
    [
      'of another company',
      { ...ANA, team_id: 'T0X', enterprise_user: { enterprise_id: 'E0X', teams: [HERE] } },
      HERE,
      'stranger',
    ],
    [
      'of another company, asking there',
      { ...ANA, team_id: 'T0X', enterprise_user: { enterprise_id: 'E0X', teams: ['T0X'] } },
      'T0X',
      'stranger',
    ],
    ['of no company', { ...ANA, team_id: 'T0X' }, HERE, 'stranger'],
  ])('in a company of several workspaces: somebody %s', async (_what, user, teamId, kind) => {
    expect(await people({ user, workspace: company }).asker({ userId: 'U0ANA', teamIds: [teamId] })).toMatchObject({
      kind,
    });
  });

  it.each([
    ['names the organisation itself', [HERE, 'E0COMPANY'], 'member'],
    ['names another workspace of theirs beside this one', [HERE, 'T0SALES'], 'member'],
    ['names the organisation alone, as an installation for all of it does', ['E0COMPANY'], 'member'],
    ['names nothing', [], 'member'],
    ['names a workspace of the company that they are not in', [HERE, 'T0ELSEWHERE'], 'stranger'],
    ['names another company', [HERE, 'E0FOREIGN'], 'stranger'],
    ['names a workspace of nobody’s', ['T0FOREIGN'], 'stranger'],
  ])('in a company of several workspaces: a request that %s', async (_what, teamIds, kind) => {
    const of = people({ user: inCompany([HERE, 'T0SALES']), workspace: company });
    expect(await of.asker({ userId: 'U0ANA', teamIds })).toMatchObject({ kind });
  });

  it.each([
    ['is out of reach', slackSays('ratelimited'), 'ratelimited'],
    ['answers with something else', { ...ANA, is_restricted: 'no' }, 'expected boolean'],
    ['answers with nothing', null, 'expected object'],
  ])('is not guessed when Slack %s', async (_what, user, why) => {
    await expect(people({ user }).asker(ids)).rejects.toThrow(why);
  });
});

describe('the email of somebody who is mentioned', () => {
  it('is the one that Slack has confirmed', async () => {
    expect(await people().emailOf('U0ANA')).toEqual({ kind: 'email', email: 'Ana.Lopez@example.com' });
  });

  it('is the linked one where the configuration has a link, without asking Slack', async () => {
    const { emailOf, asked } = people({ links: { U0ANA: 'alopez@other.example' } });
    expect(await emailOf('U0ANA')).toEqual({ kind: 'email', email: 'alopez@other.example' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['no-email', { ...ANA, profile: { real_name: 'Ana López' } }],
    ['unconfirmed-email', { ...ANA, is_email_confirmed: false }],
    ['guest', { ...ANA, is_restricted: true }],
    ['stranger', { ...ANA, team_id: 'T0PARTNER' }],
    ['bot', { ...ANA, is_bot: true, profile: { real_name: 'Robot' } }],
    ['deactivated', { ...ANA, deleted: true, is_email_confirmed: false }],
    ['unknown', slackSays('user_not_found')],
  ])('is missing because of: %s', async (problem, user) => {
    expect(await people({ user }).emailOf('U0ANA')).toEqual({ kind: 'problem', problem, slackUserId: 'U0ANA' });
  });

  it('is not guessed when Slack is out of reach', async () => {
    await expect(people({ user: slackSays('internal_error') }).emailOf('U0ANA')).rejects.toThrow('internal_error');
  });
});

describe('the members of a user group', () => {
  it('are their Slack ids', async () => {
    expect(await people().userGroupMembers('S0LEADS')).toEqual(['U0OMAR', 'U0GRACE']);
  });

  it('are none for an empty group', async () => {
    expect(await people().userGroupMembers('S0EMPTY')).toEqual([]);
  });
});

describe('an address that Slack has not confirmed', () => {
  const sso = { ...ANA, is_email_confirmed: false };
  const trusted = { user: sso, trustedDomains: ['example.com'] };

  it('is nobody’s, unless the operator vouches for its domain', async () => {
    expect(await people({ user: sso }).asker(ids)).not.toHaveProperty('email');
    expect(await people({ ...trusted, trustedDomains: ['other.example'] }).asker(ids)).not.toHaveProperty('email');
    expect(await people(trusted).asker(ids)).toMatchObject({ email: ANA.profile.email });
    expect(await people(trusted).emailOf('U0ANA')).toEqual({ kind: 'email', email: ANA.profile.email });
  });

  it('is not believed of a guest', async () => {
    const guest = { ...trusted, user: { ...sso, is_restricted: true } };
    expect(await people(guest).asker(ids)).not.toHaveProperty('email');
  });

  it('is not believed when two people hold it, whatever its case', async () => {
    const twin = { ...sso, id: 'U0TWIN', profile: { email: 'ana.lopez@EXAMPLE.com' } };
    const listed = [{ ...sso, id: 'U0ANA' }, twin];
    expect(await people({ ...trusted, listed }).asker(ids)).not.toHaveProperty('email');
    expect(
      await people({
        ...trusted,
        listed: [
          { ...sso, id: 'U0ANA' },
          { ...twin, deleted: true },
        ],
      }).asker(ids),
    ).toHaveProperty('email');
  });
});
