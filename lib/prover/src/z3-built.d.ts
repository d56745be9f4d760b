/** Z3's program, of which its package says no types. */
declare module 'z3-solver/build/z3-built.js' {
  const initZ3: unknown;
  export default initZ3;
}
