/** The figures' font, for the page that draws and the worker that measures. A build puts its file in place of INTER. */
declare const INTER: string;

const { fonts } = (globalThis.document ?? globalThis) as Pick<Document, 'fonts'>;
fonts.add(new FontFace('Inter', `url(${INTER})`, { weight: '100 900' }));
void fonts.load('1em Inter');
