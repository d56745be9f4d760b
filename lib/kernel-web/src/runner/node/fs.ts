/** In place of Node's `fs`: reads the files of the folder `data`, which lie beside the notebooks on the site. */

export function readFileSync(path: string | URL, encoding?: 'utf8'): string | Uint8Array {
  const [, name] = /(?:^|\/)data\/(.+)$/.exec(String(path)) ?? [];
  if (name) {
    // A worker may wait for an answer, and a cell expects it at once.
    const request = new XMLHttpRequest();
    request.open('GET', new URL(`../../../../files/data/${name}`, import.meta.url), false);
    request.responseType = 'arraybuffer';
    request.send();
    const bytes = new Uint8Array(request.response as ArrayBuffer);
    if (request.status === 200) return encoding ? new TextDecoder().decode(bytes) : bytes;
  }
  throw new Error(`There is no file ${String(path)} in the browser: only those of the folder data can be read.`);
}
