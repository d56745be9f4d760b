/** Does something with each item, at most `atOnce` of them at a time; the outcomes come back in the items' order. */
export async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  what: (item: T, i: number) => Promise<R>,
): Promise<R[]> {
  const outcomes: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      outcomes[i] = await what(items[i]!, i);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}
