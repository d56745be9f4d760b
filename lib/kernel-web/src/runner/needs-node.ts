/** What a page cannot do. Its message names what is missing, and the remedy. */
export class NeedsNode extends Error {
  override name = 'NeedsNode';
}

/**
 * In place of a module for Node: all that it exports can be imported, and says when it is called
 * that it is not here.
 * @param why what the module needs
 * @param errors its own errors, by name, for which a cell may look
 */
export function needsNode(why: string, ...errors: string[]): () => Promise<object> {
  function refuse() {
    throw new NeedsNode(
      `${why}, which a page has not. Run this notebook with npm start, or in JupyterLab with npm run lab; ` +
        'to see again what we saved here, reload this page.',
    );
  }
  // A module with the name `then` would be taken for a promise.
  const exported = (name: string) => (errors.includes(name) ? NeedsNode : name === 'then' ? undefined : refuse);
  return async () => new Proxy({}, { get: (_, name) => exported(String(name)) });
}
