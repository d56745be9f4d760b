/**
 * The kernel that Jupyter starts, by jupyter/kernels/tslab/kernel.json: tslab's
 * own, and three things set right before it starts. The notebooks run under the
 * stock tslab kernel too; this one needs no global installation.
 */
import zeromq = require('zeromq');
import { startKernel } from 'tslab/dist/main.js';
import '../run/node-types.cjs';

// tslab sends outputs without waiting for the one before. After 512 of them
// zeromq wants to be waited for, throws, and the kernel never answers again.
// Without a time-out it just queues them, and without a high water mark it
// drops none. tslab takes the class from here when the kernel starts.
const { Publisher } = zeromq;
Object.assign(zeromq, {
  Publisher: class extends Publisher {
    constructor() {
      super({ sendTimeout: 0, sendHighWaterMark: 0 });
    }
  },
});

// Jupyter hands on the terminal it was started from, but outputs go to a
// notebook: no colors in them.
delete process.env['FORCE_COLOR'];
process.stdout.isTTY = process.stderr.isTTY = false;

// The connection file comes last, whether Node was given a script or `-e`.
startKernel({ configPath: process.argv.at(-1)!, enableFindLocal: false });
