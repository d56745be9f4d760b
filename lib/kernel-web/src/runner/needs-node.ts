/** What a page cannot do. Its message names what is missing, and the remedy. */
export class NeedsNode extends Error {
  override name = 'NeedsNode';
}

/**
 * In place of a module for Node: all that it exports can be imported, and says when it is called
 * that it is not here.
 * @param of what the module drives
 */
export function needsNode(module: string, of: string): () => Promise<object> {
  const refuse = () => {
    throw new NeedsNode(
      `${module} drives ${of}, which cannot run in a page. The outputs below are as we saved them. To run this ` +
        'cell and those that build on it, see the README: npm start runs them all, npm run lab opens them.',
    );
  };
  // A module with the name `then` would be taken for a promise.
  return async () => new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : refuse) });
}
