/** Names to make believable people from; each site has its own, so that a list looks like a real one. */
export interface NamePool {
  readonly given: readonly [string, ...string[]];
  readonly family: readonly [string, ...string[]];
}

export const MADRID_NAMES: NamePool = {
  given: [
    'Lucía',
    'Hugo',
    'Martín',
    'Sofía',
    'Julia',
    'Álvaro',
    'Nerea',
    'Íñigo',
    'Inés',
    'Begoña',
    'Raúl',
    'Mònica',
    'Jordi',
    'Aitana',
    'Andrés',
    'Chloé',
    'José Luis',
  ],
  family: ['García', 'Núñez', 'Ibáñez', 'Muñoz', 'Peña', "D'Angelo", 'Sánchez-Cano', 'Etxeberria', 'Vázquez', 'Castro'],
};

export const BOSTON_NAMES: NamePool = {
  given: [
    'Emily',
    'Marcus',
    'Aaliyah',
    'Tyler',
    'Siobhán',
    'Hannah',
    'Diego',
    'Mei',
    'Owen',
    'Priya',
    'Jamal',
    'Brooke',
    'Renée',
    'Connor',
    'Olivia',
    'Dmitri',
    'Jean-Luc',
  ],
  family: [
    "O'Connor",
    'Johnson',
    'Nguyen',
    'Washington',
    'Kowalski',
    'Chen',
    "D'Souza",
    'Rivera',
    'Brown',
    'St. James',
  ],
};

export const KATHMANDU_NAMES: NamePool = {
  given: [
    'Asha',
    'Bikash',
    'Sita',
    'Prakash',
    'Anjali',
    'Suman',
    'Rojina',
    'Dipesh',
    'Manisha',
    'Nabin',
    'Puja',
    'Rajesh',
    'Sarita',
    'Ujjwal',
    'Yangchen',
    'Tenzing',
    'Laxmi',
  ],
  family: ['Gurung', 'Tamang', 'Rai', 'Adhikari', 'Thapa Magar', 'Sherpa', 'Maharjan', 'Bhattarai', 'K.C.', 'Lama'],
};

/** A name far longer than any screen expects. */
export const LONG_NAME = Array.from({ length: 25 }, () => 'Wolfeschlegel')
  .join('-')
  .slice(0, 300);

/**
 * The part of an address before the `@`, in plain letters.
 *
 * @example mailbox('Íñigo', "D'Angelo") //=> 'inigo.dangelo'
 */
export function mailbox(given: string, family: string): string {
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase();
  return `${plain(given)}.${plain(family)}`;
}
