import type { Model } from 'everystate';
import { and, exists } from '../terms/simplify.js';
import { bound, call, fresh, infix, name, prime, record, setOfTerms, term } from '../terms/term.js';
import type { Definition } from '../terms/definition.js';
import type { Functions } from './functions.js';

/** The normal form of a state that a record holds, and the step to it. */
export function normalForm({ normalForm }: Model, functions: Functions): Definition[] {
  const { fields } = functions;
  const given = fresh('s');
  const { roots } = functions.effect(
    'The normal form',
    normalForm as never,
    [functions.state()],
    functions.heldBy(bound(given)),
  );
  const reached = fresh('s');
  const found = fresh('next');
  const next = fields.map(({ variable }) => infix('=', prime(name(variable)), term('field', [bound(found)], variable)));
  return [
    {
      name: 'State',
      comment: 'All variables, as a record.',
      body: record(fields.map(({ variable }) => [variable, name(variable)])),
    },
    {
      name: 'NormalForm',
      comment: 'The state that stands for all like it. That they are alike is not checked here.',
      given: [given],
      body: record(fields.map(({ field, variable }) => [variable, roots.get(field)!])),
    },
    {
      name: 'Becomes',
      comment: '\\E over a single value: TLC finds it once for all variables.',
      given: [reached],
      body: exists(found, setOfTerms([call('NormalForm', [bound(reached)])]), and(...next)),
    },
  ];
}
