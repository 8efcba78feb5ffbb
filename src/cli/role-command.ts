import { PERMISSIONS, type PermissionName } from './permissions.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const NAME = 'Floorwalker';
const DESCRIPTION = 'What Floorwalker asks Genesys Cloud for. It only reads.';

const USAGE = `Prints the role for the OAuth client in Genesys Cloud, with each permission that the app asks for.

  npm run -s role                   the body of POST /api/v2/authorization/roles
  npm run -s role -- --terraform    a resource of the Terraform provider (CX as Code), with why each is in it

What the app does without one of them stands in the README; it is left out by deleting it.`;

/** `npm run role`: the permissions as something that can be imported. It needs no configuration: the client comes after its role. */
export function roleCommand(args: readonly string[], terminal: Terminal): ExitCode {
  const [option, ...others] = args;
  if (others.length === 0 && option === '--help') terminal.print(USAGE);
  else if (others.length === 0 && option === '--terraform') terminal.print(terraform());
  else if (option === undefined) terminal.print(JSON.stringify(body(), null, 2));
  else {
    terminal.complain(`role: "${args.join(' ')}" is not something to print\n\n${USAGE}`);
    return 2;
  }
  return 0;
}

/** A role as the roles API takes it: a policy for each thing that is looked at. */
function body() {
  const permissionPolicies = PERMISSIONS.map(({ permission }) => {
    const { domain, entityName, action } = partsOf(permission);
    return { domain, entityName, actionSet: [action] };
  });
  return { name: NAME, description: DESCRIPTION, permissionPolicies };
}

function terraform(): string {
  const policies = PERMISSIONS.map(({ permission, serves }) => {
    const { domain, entityName, action } = partsOf(permission);
    return `  # ${serves}
  permission_policies {
    domain      = "${domain}"
    entity_name = "${entityName}"
    action_set  = ["${action}"]
  }`;
  });
  return `resource "genesyscloud_auth_role" "floorwalker" {
  name        = "${NAME}"
  description = "${DESCRIPTION}"

${policies.join('\n\n')}
}`;
}

/** @example partsOf('routing:queue:view') //=> { domain: 'routing', entityName: 'queue', action: 'view' } */
function partsOf(permission: PermissionName) {
  const [domain = '', entityName = '', action = ''] = permission.split(':');
  return { domain, entityName, action };
}
