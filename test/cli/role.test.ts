import type { Models } from 'purecloud-platform-client-v2';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PERMISSIONS } from '../../src/cli/permissions.ts';
import { roleCommand } from '../../src/cli/role-command.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What the roles API takes, of the parts that this role has. */
const role = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  permissionPolicies: z.array(
    z.strictObject({ domain: z.string().min(1), entityName: z.string().min(1), actionSet: z.array(z.string().min(1)) }),
  ),
});

function printed(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const terminal: Terminal = {
    print: (text) => {
      said.out += text;
    },
    complain: (text) => {
      said.err += text;
    },
  };
  return { code: roleCommand(args, terminal), ...said };
}

const asked = PERMISSIONS.map(({ permission }) => permission).toSorted();

describe('`npm run role`', () => {
  it('prints a role that the official SDK takes, with the permissions of the app and no others', () => {
    const made: Models.DomainOrganizationRoleCreate = role.parse(JSON.parse(printed().out));
    const granted = (made.permissionPolicies ?? []).flatMap(({ domain, entityName, actionSet = [] }) =>
      actionSet.map((action) => `${domain}:${entityName}:${action}`),
    );
    expect(granted.toSorted()).toEqual(asked);
  });

  it('only looks: nothing can be changed with it', () => {
    const { permissionPolicies } = role.parse(JSON.parse(printed().out));
    expect(new Set(permissionPolicies.flatMap(({ actionSet }) => actionSet))).toEqual(new Set(['view']));
  });

  it('prints the same for Terraform, with why each is in it', () => {
    const { out } = printed('--terraform');
    const policy =
      /# (.+)\n {2}permission_policies \{\n +domain += "(.+)"\n +entity_name = "(.+)"\n +action_set += \["(.+)"\]\n {2}\}/g;
    const policies = [...out.matchAll(policy)].map(([, why, ...parts]) => [parts.join(':'), why] as const);
    expect(policies).toEqual(PERMISSIONS.map(({ permission, serves }) => [permission, serves]));
    expect(out).toMatch(/^resource "genesyscloud_auth_role" "floorwalker" \{\n/);
    expect(out.match(/\{/g)?.length).toBe(out.match(/\}/g)?.length);
  });

  it.each([[['--yaml']], [['--terraform', 'twice']]])('given %j prints nothing to import', (args) => {
    expect(printed(...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(args.join(' ')) });
  });
});
