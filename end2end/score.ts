/** A published score computed again by other hands: fractions of whole numbers over the file that the page hands out, after the eight
 * sentences that stand in it. Knows nothing of the product but that file. */
import type { BrowserContext } from '@playwright/test';
import { expect } from './journey.ts';

/** Over, under. */
export type Fraction = [bigint, bigint];

interface Node {
  id: string;
  name: string;
  weight: number;
}

interface Leaf extends Node {
  method: { by: string; scale?: { zero: number; full: number } };
}

interface Opinion {
  part: number;
  of: number;
  answers: number;
}

interface Value {
  quantity?: { as: 'share'; part: number; of: number } | { as: 'days'; halves: number; of: number };
  grade?: string;
  opinion?: Opinion;
}

export interface File {
  points: Record<string, number>;
  tree: { aspects: (Node & { elements: (Node & { indicators: Leaf[] })[] })[] };
  values: Record<string, Value>;
  published: { total: string; effect: string; satisfaction: string | null; written: string; points: Record<string, string> };
}

/** A node with what it counts of a hundred points, and what it earned of that. */
export interface Counted extends Node {
  full: Fraction;
  earned: Fraction | null;
  asked: Opinion | null;
  parts: Counted[];
}

const whole = (number: number): Fraction => [BigInt(number), 1n];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const per = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const sum = (all: Fraction[]) => all.reduce(plus, whole(0));
export const number = ([a, b]: Fraction) => Number((a * 1_000_000n) / b) / 1e6;

/** One decimal, a half goes up. */
export function shown([a, b]: Fraction): string {
  const tenths = (20n * a + b) / (2n * b);
  return `${tenths / 10n}.${tenths % 10n}`;
}

/** What an indicator is worth, from 0 to 1. */
function worth(leaf: Leaf, value: Value | undefined, points: File['points']): Fraction | null {
  if (value?.grade) return [BigInt(points[value.grade]!), 100n];
  if (value?.opinion) return value.opinion.answers < 5 ? null : [BigInt(value.opinion.part), BigInt(value.opinion.of)];
  if (!value?.quantity || value.quantity.of === 0) return null;
  const { quantity } = value;
  const x: Fraction = quantity.as === 'share' ? [BigInt(quantity.part) * 100n, BigInt(quantity.of)] : [BigInt(quantity.halves), 2n];
  const { zero, full } = leaf.method.scale!;
  const found = per(plus(x, whole(-zero)), whole(full - zero));
  if (number(found) <= 0) return whole(0);
  return number(found) >= 1 ? whole(1) : found;
}

/** Shares out the points among those that are there, in proportion to their weights. */
function share(parts: Counted[], full: Fraction): Fraction | null {
  const there = parts.filter((own) => own.earned);
  const weights = there.reduce((all, own) => all + own.weight, 0);
  for (const own of there) {
    own.full = times(full, [BigInt(own.weight), BigInt(weights)]);
    own.earned = own.parts.length > 0 ? share(own.parts, own.full) : times(own.earned!, own.full);
  }
  return there.length > 0 ? sum(there.map((own) => own.earned!)) : null;
}

export const leaves = (own: Counted): Counted[] => (own.parts.length > 0 ? own.parts.flatMap(leaves) : [own]);

/** The aspects with all below them, the total, and both halves of it. */
export function compute({ tree, values, points }: File) {
  const node = ({ id, name, weight }: Node, parts: Counted[], earned: Fraction | null, asked: Opinion | null = null) =>
    ({ id, name, weight, parts, earned, asked, full: whole(0) }) as Counted;
  const there = (parts: Counted[]) => (parts.some((own) => own.earned) ? whole(0) : null);
  const branch = (own: Node, parts: Counted[]) => node(own, parts, there(parts));
  const leaf = (own: Leaf) => node(own, [], worth(own, values[own.id], points), values[own.id]?.opinion ?? null);
  const aspects = tree.aspects.map((aspect) =>
    branch(aspect, aspect.elements.map((element) => branch(element, element.indicators.map(leaf)))),
  );
  const total = share(aspects, whole(100))!;
  const satisfied = new Set(tree.aspects.flatMap((own) => own.elements.flatMap((own) => own.indicators)).filter((own) => own.method.by === 'satisfaction').map((own) => own.id));
  const half = (asked: boolean) => {
    const own = aspects.flatMap(leaves).filter((own) => own.earned && satisfied.has(own.id) === asked);
    const full = sum(own.map((own) => own.full));
    return { full, score: own.length > 0 ? times(per(sum(own.map((own) => own.earned!)), full), whole(100)) : null };
  };
  return { aspects, total, effect: half(false), satisfaction: half(true) };
}

/** Wilson's interval at 95 %, of a hundred: where a true share would lie 1.96 of its own standard deviations from what was found. These
 * are the two roots of (n + z²)p² − (2k + z²)p + k²/n = 0. */
export function wilson(part: number, of: number): [number, number] {
  const z2 = 1.959963984540054 ** 2;
  const [a, b, c] = [of + z2, -(2 * part + z2), part ** 2 / of];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(100 * (-b - root)) / (2 * a), (100 * (-b + root)) / (2 * a)];
}

/** That of what was asked in these indicators, around their common score: distances of groups add as squares. */
export function interval(own: Counted[]): [number, number] | null {
  const asked = own.filter((own) => own.earned && own.asked);
  if (asked.length === 0) return null;
  const there = own.filter((own) => own.earned);
  const full = number(sum(there.map((own) => own.full)));
  const middle = (100 * number(sum(there.map((own) => own.earned!)))) / full;
  const distance = (end: 0 | 1) => {
    const squares = asked.map(({ asked, full }) => {
      const { part, of, answers } = asked!;
      // people, not answers: each of them may have answered several questions
      const found = wilson(Math.round((part * answers) / of), answers)[end];
      return ((number(full) * (found - (100 * part) / of)) / 100) ** 2;
    });
    return (100 * Math.sqrt(squares.reduce((all, own) => all + own, 0))) / full;
  };
  return [Math.max(0, middle - distance(0)), Math.min(100, middle + distance(1))];
}

/** The file behind a published result. */
export async function file(context: BrowserContext, round: string, unit: string): Promise<File> {
  const answer = await context.request.get(`${round}/${unit}/score.json`);
  expect(answer.status()).toBe(200);
  return answer.json();
}
