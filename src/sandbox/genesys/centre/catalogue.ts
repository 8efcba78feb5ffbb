import type { Named } from '../../../domain/agent.ts';
import { entityId } from './ids.ts';
import type {
  Group,
  MediaShare,
  PresenceDefinition,
  Queue,
  QueueMedia,
  Site,
  SystemPresenceName,
} from './organisation.ts';

/** Madrid, Boston and Kathmandu: between them somebody works at every hour, and one zone has 45 minutes. */
export const SITES: readonly [Site, Site, Site] = [
  { index: 0, division: { id: entityId('division', 1), name: 'Madrid' }, timeZone: 'Europe/Madrid' },
  { index: 1, division: { id: entityId('division', 2), name: 'Boston' }, timeZone: 'America/New_York' },
  { index: 2, division: { id: entityId('division', 3), name: 'Kathmandu' }, timeZone: 'Asia/Kathmandu' },
];

const named = (kind: 'skill' | 'wrap-up-code', names: readonly string[]): readonly Named[] =>
  names.map((name, index) => ({ id: entityId(kind, index + 1), name }));

export const SKILLS = named('skill', ['Spanish', 'English', 'Nepali', 'Billing', 'Technical', 'VIP']);

export const WRAP_UP_CODES = named('wrap-up-code', [
  'Resolved',
  'Follow-up needed',
  'Sale closed',
  'Wrong number',
  'Complaint <escalated> & logged',
  'Réclamation',
]);
/** What Genesys itself writes when nobody chose a code in time. */
export const TIMEOUT_WRAP_UP: Named = { id: 'ININ-WRAP-UP-TIMEOUT', name: 'ININ-WRAP-UP-TIMEOUT' };

const skillIds = (...names: readonly string[]): readonly string[] =>
  SKILLS.filter((skill) => names.includes(skill.name)).map((skill) => skill.id);

const shares = (weights: Readonly<Partial<Record<QueueMedia, number>>>): readonly MediaShare[] =>
  (['voice', 'chat', 'email', 'message', 'callback'] as const).flatMap((media) => {
    const weight = weights[media];
    return weight === undefined ? [] : [{ media, weight }];
  });

const [MADRID, BOSTON, KATHMANDU] = SITES;
const VOICE = shares({ voice: 86, callback: 14 });
const MIXED = shares({ voice: 46, chat: 18, email: 14, message: 16, callback: 6 });
const WRITTEN = shares({ chat: 34, email: 18, message: 48 });

export const QUEUES: readonly Queue[] = [
  { name: 'Billing EU', site: MADRID, media: MIXED, outbound: 0.06, skillIds: skillIds('Spanish', 'Billing') },
  { name: 'Support EU', site: MADRID, media: MIXED, outbound: 0.04, skillIds: skillIds('Spanish', 'Technical') },
  { name: 'Sales EU', site: MADRID, media: VOICE, outbound: 0.35, skillIds: skillIds('Spanish') },
  {
    name: 'Retención & Fidelización',
    site: MADRID,
    media: VOICE,
    outbound: 0.15,
    skillIds: skillIds('Spanish', 'VIP'),
  },
  { name: 'Billing', site: BOSTON, media: MIXED, outbound: 0.06, skillIds: skillIds('English', 'Billing') },
  { name: 'Support', site: BOSTON, media: MIXED, outbound: 0.03, skillIds: skillIds('English', 'Technical') },
  { name: 'Sales', site: BOSTON, media: VOICE, outbound: 0.35, skillIds: skillIds('English') },
  { name: "Night Desk (all o'clock)", site: BOSTON, media: WRITTEN, outbound: 0, skillIds: skillIds('English') },
  { name: 'Support APAC', site: KATHMANDU, media: MIXED, outbound: 0.03, skillIds: skillIds('Nepali', 'Technical') },
  { name: 'Messaging APAC', site: KATHMANDU, media: WRITTEN, outbound: 0, skillIds: skillIds('English') },
  { name: 'VIP <Escalations>', site: KATHMANDU, media: VOICE, outbound: 0.1, skillIds: skillIds('English', 'VIP') },
].map((queue, index) => ({ ...queue, id: entityId('queue', index + 1) }));

export const GROUPS: readonly Group[] = [
  { id: entityId('group', 1), name: 'Tier 2', state: 'active' },
  { id: entityId('group', 2), name: 'Night owls & early birds', state: 'active' },
  { id: entityId('group', 3), name: 'Disbanded', state: 'inactive' },
];

const SYSTEM_LABELS: Readonly<Record<SystemPresenceName, string>> = {
  Available: 'Disponible',
  Away: 'Ausente',
  Break: 'Descanso',
  Busy: 'Ocupado',
  Idle: 'Inactivo',
  Meal: 'Comida',
  Meeting: 'Reunión',
  Offline: 'Desconectado',
  OnQueue: 'En cola',
  Training: 'Formación',
};
const ENGLISH: Readonly<Partial<Record<SystemPresenceName, string>>> = { OnQueue: 'On Queue' };

const systemDefinition = (systemPresence: SystemPresenceName, index: number): PresenceDefinition => ({
  id: entityId('presence', index + 1),
  systemPresence,
  labels: { en_US: ENGLISH[systemPresence] ?? systemPresence, es: SYSTEM_LABELS[systemPresence] },
  deactivated: false,
  system: true,
});

/** Names of the presences that a working day is made of. */
export const PRESENCES = {
  available: systemDefinition('Available', 0),
  away: systemDefinition('Away', 1),
  break: systemDefinition('Break', 2),
  busy: systemDefinition('Busy', 3),
  idle: systemDefinition('Idle', 4),
  meal: systemDefinition('Meal', 5),
  meeting: systemDefinition('Meeting', 6),
  offline: systemDefinition('Offline', 7),
  onQueue: systemDefinition('OnQueue', 8),
  training: systemDefinition('Training', 9),
  preBreak: {
    id: entityId('presence', 17),
    systemPresence: 'Busy',
    labels: { en_US: 'Pre-break', es: 'Antes del descanso' },
    deactivated: false,
    system: false,
  },
  /** Has no label in English. */
  spanishOnly: {
    id: entityId('presence', 18),
    systemPresence: 'Training',
    labels: { es: 'Acompañamiento' },
    deactivated: false,
    system: false,
  },
  /** Still in use by whoever chose it before it was deleted. */
  deleted: {
    id: entityId('presence', 19),
    systemPresence: 'Meal',
    labels: { en_US: 'Long lunch' },
    deactivated: true,
    system: false,
  },
} as const satisfies Readonly<Record<string, PresenceDefinition>>;
