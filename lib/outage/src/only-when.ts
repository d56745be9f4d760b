import type { Actions, Declaration, ViewOf } from 'everystate';

/** The same actions, each possible only while this is true as well. */
export function onlyWhen<D extends Declaration>(
  actions: Actions<D>,
  isTrue: (state: ViewOf<D>) => boolean,
): Actions<D> {
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      // biome-ignore lint/suspicious/noExplicitAny: actions of families and of the whole alike
      { ...action, when: (s: any, me: any, i: any) => isTrue(s) && (action.when as any)(s, me, i) },
    ]),
  ) as Actions<D>;
}
