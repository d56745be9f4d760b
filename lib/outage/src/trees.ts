import type { ReadonlyFiniteSet } from 'everystate';

/** What the records hold at one moment. */
export interface Records {
  readonly latest: number;
  readonly live: number;
  readonly rollback: number;
  readonly deleted: ReadonlyFiniteSet<number>;
}

/**
 * The alias, the rollback record and the plans' trees as a flow chart in Mermaid.
 * Classes `good` and `danger` are those of lib/figures.
 */
export function treesDrawn({ latest, live, rollback, deleted }: Records): string {
  const plans = Array.from({ length: latest }, (_, i) => i + 1);
  const box = (plan: number) =>
    !deleted.has(plan)
      ? `t${plan}["plan ${plan}<br/>tree there"]:::good`
      : plan === live
        ? `t${plan}["plan ${plan}<br/>✗ deleted"]:::danger`
        : `t${plan}["plan ${plan}<br/>deleted"]:::gone`;
  const pointer = (plan: number) =>
    plan === live ? `name --> t${plan}` : plan === rollback ? `rb --> t${plan}` : `name ~~~ t${plan}`;
  return [
    'flowchart TD',
    'name(["alias: the public name"])',
    'rb(["rollback record"])',
    ...plans.flatMap(plan => [box(plan), pointer(plan)]),
    'classDef gone fill:#FFFFFF,stroke:#4B5563,stroke-dasharray:5 4',
  ].join('\n');
}
