/**
 * Imported for its effect, before tslab makes its compiler.
 *
 * tslab loads every package of node_modules/@types before the first cell: with
 * it the DOM's types, which Node has no use for, and a second of every start.
 * An import in a cell finds its types nevertheless.
 */
import ts = require('@tslab/typescript-for-tslab');

const { getDirectories } = ts.sys;
ts.sys.getDirectories = folder => (/[/\\]@types[/\\]?$/.test(folder) ? ['node'] : getDirectories(folder));
