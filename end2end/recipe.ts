/** docs/draw.md done again: plain SHA-256 over plain texts, with nothing of the product's code. */
import { createHash } from 'node:crypto';

export function sha256(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('hex');
}

export interface Draw {
  seed: string;
  /** The stratum of each number, from the first. */
  strata: number[];
  recused: number[];
  /** How many from each stratum: the draw itself, then its extensions. */
  rounds: number[][];
}

/** The numbers that are drawn, in order: round by round, stratum by stratum. */
export function picks({ seed, strata, recused, rounds }: Draw): number[] {
  const numbers = strata.map((_, at) => at + 1).filter((number) => !recused.includes(number));
  const keyed = numbers.map((number) => ({ number, key: sha256(`${seed} ${number}`) })).sort((one, other) => (one.key < other.key ? -1 : 1));
  const orders = rounds[0]!.map((_, stratum) => keyed.filter(({ number }) => strata[number - 1] === stratum));
  return rounds.flatMap((takes) => takes.flatMap((take, stratum) => orders[stratum]!.splice(0, take).map(({ number }) => number)));
}
