import { combinations, each, flag, model, oneOf, range } from '../../index.js';

const NODES = 3;
const color = oneOf('white', 'black');
const both = [false, true];

/** Dijkstra's detection of termination on a ring (EWD 840): a token goes round, and is stained by who may have woken somebody. */
export const termination = model({
  state: { node: each(NODES, { active: flag, color }), token: range(0, NODES - 1), tokenColor: color },
  init: combinations({
    a: both,
    b: both,
    c: both,
    x: color.values,
    y: color.values,
    z: color.values,
    token: [0, 1, 2],
  }).map(({ a, b, c, x, y, z, token }) => ({
    node: [
      { active: a, color: x },
      { active: b, color: y },
      { active: c, color: z },
    ],
    token,
    tokenColor: 'black' as const,
  })),
  actions: {
    initiateProbe: {
      fair: 'weak',
      when: s => s.token === 0 && (s.tokenColor === 'black' || s.node[0]!.color === 'black'),
      then: s => {
        s.token = NODES - 1;
        s.tokenColor = 'white';
        s.node[0]!.color = 'white';
      },
    },
    passToken: {
      by: 'node',
      fair: 'weak',
      fairTo: 'action',
      when: (s, me, i) => i !== 0 && s.token === i && (!me.active || me.color === 'black' || s.tokenColor === 'black'),
      then: (s, me, i) => {
        s.token = i - 1;
        if (me.color === 'black') s.tokenColor = 'black';
        me.color = 'white';
      },
    },
    wake: {
      by: 'node',
      with: { other: 'node' },
      when: (_, me, i, { other }) => me.active && i !== other,
      then: (s, me, i, { other }) => {
        s.node[other]!.active = true;
        if (other > i) me.color = 'black';
      },
    },
    rest: {
      by: 'node',
      when: (_, me) => me.active,
      then: (_, me) => {
        me.active = false;
      },
    },
  },
  always: {
    'what is detected is so': {
      when: s => s.token === 0 && s.tokenColor === 'white' && s.node[0]!.color === 'white' && !s.node[0]!.active,
      then: s => s.node.every(({ active }) => !active),
    },
  },
  leadsTo: {
    'termination is detected': {
      when: s => s.node.every(({ active }) => !active),
      then: s => s.token === 0 && s.tokenColor === 'white' && s.node[0]!.color === 'white' && !s.node[0]!.active,
    },
  },
  ends: { 'all rest': s => s.node.every(({ active }) => !active) },
});
