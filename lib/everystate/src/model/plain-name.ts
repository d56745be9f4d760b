import { ModelError } from './errors.js';

/** @throws ModelError when a field is called in a way that generated code could not */
export function refuseOddName(field: string): void {
  if (/^[A-Za-z_]\w*$/.test(field) && field !== '__proto__') return;
  throw new ModelError(
    `Field '${field}' is not a plain name.`,
    field === '__proto__'
      ? `It means something else to JavaScript: choose another one.`
      : `Use the letters A to Z, digits and underscores, so that code can be made for it.`,
  );
}
