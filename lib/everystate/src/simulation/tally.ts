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

type Hits = WalkHits & { runs: number; readonly property: Property };

/** Looks at properties along walks. */
export class WalkTally implements WalkVisitor {
  readonly #hits: readonly Hits[];
  readonly #ofStates: readonly Hits[];
  readonly #ofSteps: readonly Hits[];
  readonly #ofEnds: readonly Hits[];
  readonly #state: object;
  readonly #names: readonly StepName[];
  #run = 0;

  constructor(machine: Machine<any>, runs: number) {
    this.#state = machine.state;
    this.#names = machine.transitions.map(stepName);
    this.#hits = propertiesOf(machine.model, 'states', 'steps', 'ends').map(property => {
      const { name, kind } = property;
      return { name, kind, property, runs: 0, firstStep: new Int32Array(runs).fill(-1) };
    });
    const askedOf = (what: string) => this.#hits.filter(({ kind }) => PROPERTY_KINDS[kind].askedOf === what);
    this.#ofStates = askedOf('states');
    this.#ofSteps = askedOf('steps');
    this.#ofEnds = askedOf('ends');
    if (this.#ofSteps.length === 0) this.stepping = undefined;
  }

  get hits(): WalkHits[] {
    return this.#hits.map(({ property, ...hits }) => hits);
  }

  begin(run: number): void {
    this.#run = run;
  }

  stepping?(number: number, before: object, step: number): void {
    this.#note(this.#ofSteps, step, property => !askOfStep(property, before, this.#state, this.#names[number]!));
  }

  reached(step: number): void {
    this.#note(this.#ofStates, step, property => ask(property, this.#state) === decidingAnswer(property));
  }

  ended(step: number): void {
    this.#note(this.#ofEnds, step, property => !ask(property, this.#state));
  }

  #note(some: readonly Hits[], step: number, isHit: (property: Property) => boolean): void {
    for (const hits of some) {
      if (hits.firstStep[this.#run] !== -1 || !isHit(hits.property)) continue;
      hits.runs++;
      hits.firstStep[this.#run] = step;
    }
  }
}
