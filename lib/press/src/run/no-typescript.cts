/**
 * Imported for its effect, before tslab: its executor and handler import TypeScript,
 * which takes half a second, for what another process does here. So TypeScript is
 * loaded when it is asked for, by a cell that prints its version.
 */
const file = require.resolve('@tslab/typescript-for-tslab');

let typescript: Record<PropertyKey, unknown> | undefined;

function load(): Record<PropertyKey, unknown> {
  delete require.cache[file];
  return require(file);
}

const standIn = new Proxy(
  {},
  {
    get(_, name) {
      if (name === '__esModule') return true; // tslab then takes the module as it is
      if (name === 'sys' && !typescript) return {}; // tslab sets a flag there when it is loaded
      return (typescript ??= load())[name];
    },
  },
);

require.cache[file] = { id: file, filename: file, loaded: true, exports: standIn } as NodeJS.Module;
