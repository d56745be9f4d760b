import { loadZ3 } from '#load-z3';
import type { Bool, Fact, Int } from './terms.js';

/** A term of any sort. It is `any`, as the sorts in a state are known only when the state is declared. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Term = any;

/** What is used of a context of Z3's, on the kinds of terms that a reader sees. */
export interface Z3 {
  readonly Int: { const(name: string): Int; fresh(name: string): Int; val(n: number): Int; sort(): Term };
  readonly Bool: { val(is: boolean): Bool; sort(): Term };
  readonly Array: { sort(from: Term, to: Term): Term; K(from: Term, value: Term): Term };
  readonly Solver: new (pointer: number) => Solver;
  readonly Model: new () => Model;
  readonly ptr: number;
  Const(name: string, sort: Term): Term;
  And(...facts: Fact[]): Bool;
  Or(...facts: Fact[]): Bool;
  Not(fact: Fact): Bool;
  Implies(a: Fact, b: Fact): Bool;
  If(condition: Fact, yes: Int | number, no: Int | number): Int;
  ForAll(over: Int[], fact: Bool): Bool;
  substitute(term: Term, ...pairs: [Term, Term][]): Term;
}
interface Solver {
  readonly ptr: number;
  set(option: string, value: number): void;
  add(...facts: Bool[]): void;
  model(): Model;
}
/** Values for terms. */
export interface Model {
  eval(term: Term, complete: boolean): Term;
}

interface Module {
  _Z3_mk_simple_solver(context: number): number;
  _Z3_solver_check(context: number, solver: number): number;
}

/** Whether some values make all facts true, and if so, which. */
export type Solve = (facts: readonly Bool[]) => { answer: 'sat' | 'unsat' | 'unknown'; model?: Model };

/**
 * Z3 gives up a question after so much work, and says that it does not know. Work is counted
 * and not timed, so that the answer is the same on every machine. Proofs of the outage need
 * half of it at most.
 */
const MOST_WORK = 200_000;

let loaded: Promise<{ Context: (name: string) => unknown; em: Module }> | undefined;

/** Z3 is WebAssembly, and loaded on the first call. If it cannot be, the next call tries anew. */
export async function startZ3(): Promise<{ z3: Z3; solve: Solve }> {
  loaded ??= loadZ3().catch(error => {
    loaded = undefined;
    throw error;
  });
  const { Context, em } = await loaded;
  const z3 = Context('main') as Z3;
  const solve: Solve = facts => {
    // Z3's usual solver first tries several ways, each for some time, with threads as clocks. The
    // simple one knows no time.
    const solver = new z3.Solver(em._Z3_mk_simple_solver(z3.ptr));
    solver.set('rlimit', MOST_WORK);
    solver.add(...facts);
    // Z3's own `check` works in another thread. If JavaScript frees a term meanwhile, both
    // write to the same memory, and Z3 crashes. In this thread nothing is freed before it is done.
    const answer = em._Z3_solver_check(z3.ptr, solver.ptr);
    if (answer === 1) return { answer: 'sat', model: solver.model() };
    return { answer: answer === -1 ? 'unsat' : 'unknown' };
  };
  return { z3, solve };
}
