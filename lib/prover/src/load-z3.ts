/** Loads Z3 as its package does for Node. */
export async function loadZ3() {
  const { init } = await import('z3-solver');
  return init();
}
