import { combinations, model, oneOf, range, sequenceOf } from '../../index.js';

const bit = range(0, 1);
const data = oneOf('d1', 'd2');

/**
 * The alternating bit protocol of "Specifying Systems": two lines that lose any message, and one bit
 * that tells a new message from a repeated one. Lines hold at most two messages here.
 */
export const alternatingBit = model({
  state: {
    messages: sequenceOf({ bit, data }, 2),
    acks: sequenceOf(bit, 2),
    sendBit: bit,
    sendAck: bit,
    receiveBit: bit,
    sent: data,
    received: data,
  },
  init: combinations({ bit: [0, 1], sent: data.values, received: data.values }).map(({ bit, ...rest }) => ({
    sendBit: bit,
    sendAck: bit,
    receiveBit: bit,
    ...rest,
  })),
  actions: {
    sendNew: {
      with: { value: data },
      when: s => s.sendAck === s.sendBit && !s.messages.isFull,
      then: (s, { value }) => {
        s.sent = value;
        s.sendBit = 1 - s.sendBit;
        s.messages.push({ bit: s.sendBit, data: value });
      },
    },
    sendAgain: {
      fair: 'weak',
      when: s => s.sendAck !== s.sendBit && !s.messages.isFull,
      then: s => {
        s.messages.push({ bit: s.sendBit, data: s.sent });
      },
    },
    receive: {
      fair: 'strong',
      when: s => s.messages.length > 0,
      then: s => {
        const message = s.messages.shift()!;
        s.receiveBit = message.bit;
        s.received = message.data;
      },
    },
    sendAck: {
      fair: 'weak',
      when: s => !s.acks.isFull,
      then: s => {
        s.acks.push(s.receiveBit);
      },
    },
    receiveAck: {
      fair: 'strong',
      when: s => s.acks.length > 0,
      then: s => {
        s.sendAck = s.acks.shift()!;
      },
    },
    loseMessage: {
      with: { at: range(0, 1) },
      when: (s, { at }) => at < s.messages.length,
      then: (s, { at }) => {
        s.messages.replaceWith([...s.messages].filter((_, i) => i !== at));
      },
    },
    loseAck: {
      with: { at: range(0, 1) },
      when: (s, { at }) => at < s.acks.length,
      then: (s, { at }) => {
        s.acks.replaceWith([...s.acks].filter((_, i) => i !== at));
      },
    },
  },
  always: { 'what is acknowledged has arrived': s => s.sendAck !== s.sendBit || s.receiveBit === s.sendBit },
  leadsTo: Object.fromEntries(
    data.values.map(value => [
      `${value} arrives once it is sent`,
      {
        when: (s: { sent: string; sendBit: number; sendAck: number }) => s.sent === value && s.sendBit !== s.sendAck,
        then: (s: { received: string }) => s.received === value,
      },
    ]),
  ),
});
