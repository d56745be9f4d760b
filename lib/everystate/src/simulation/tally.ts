import type { Declaration } from '../model/domain.js';
import { stepName, type Machine } from '../state/machine.js';
import type { StepName } from '../model/model.js';
import { PROPERTY_KINDS, type PropertyKind } from '../model/property-kinds.js';
import type { WalkVisitor } from './walker.js';
import { ask, askOfStep, decidingAnswer, propertiesOf, type Property } from '../properties/property.js';

/** In how many walks a property was violated; for `sometimes`, in how many it was seen. */
export interface WalkHits {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly runs: number;
  /** For each walk, after how many steps that was first so; -1 where it never was. */
  readonly firstStep: Int32Array;
}

/** Looks at properties along walks. */
export class WalkTally<D extends Declaration> implements WalkVisitor {
  readonly hits: (WalkHits & { runs: number })[] = [];
  readonly #state: object;
  readonly #names: readonly StepName[];
  readonly #ofStates: Sight[];
  readonly #ofSteps: Sight[];
  readonly #ofEnds: Sight[];
  #run = 0;

  constructor(machine: Machine<D>, runs: number) {
    this.#state = machine.state as object;
    this.#names = machine.transitions.map(stepName);
    const sights = propertiesOf(machine.model, 'states', 'steps', 'ends').map(one => {
      const hits = { name: one.name, kind: one.kind, runs: 0, firstStep: new Int32Array(runs).fill(-1) };
      this.hits.push(hits);
      return { one, hits, wanted: decidingAnswer(one) };
    });
    const askedOf = (what: string) => sights.filter(({ one }) => PROPERTY_KINDS[one.kind].askedOf === what);
    this.#ofStates = askedOf('states');
    this.#ofSteps = askedOf('steps');
    this.#ofEnds = askedOf('ends');
    if (this.#ofSteps.length === 0) this.stepping = undefined;
  }

  begin(run: number): void {
    this.#run = run;
  }

  stepping?(number: number, before: object, step: number): void {
    for (const { one, hits } of this.#ofSteps) {
      if (hits.firstStep[this.#run] === -1 && !askOfStep(one, before, this.#state, this.#names[number]!))
        this.#note(hits, step);
    }
  }

  reached(step: number): void {
    for (const { one, hits, wanted } of this.#ofStates) {
      if (hits.firstStep[this.#run] === -1 && ask(one, this.#state) === wanted) this.#note(hits, step);
    }
  }

  ended(step: number): void {
    for (const { one, hits } of this.#ofEnds) if (!ask(one, this.#state)) this.#note(hits, step);
  }

  #note(hits: WalkHits & { runs: number }, step: number): void {
    hits.runs++;
    hits.firstStep[this.#run] = step;
  }
}

interface Sight {
  readonly one: Property;
  readonly hits: WalkHits & { runs: number };
  /** What the property says where it is a hit. */
  readonly wanted: boolean;
}
