/** Every page, once: the pictures and the checks of accessibility go through this list. */
export interface Page {
  /** names the picture */
  name: string;
  path: string;
  /** who looks, by login; nobody when missing */
  as?: string;
}

export const pages: Page[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'missing', path: '/no-such-page' },
];
