// Light or dark: as the machine is set, as the address says (?dark, ?light), or by the key D.
const asked = new URLSearchParams(location.search);
const setTheme = theme => {
  document.documentElement.dataset.theme = theme;
};
const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
setTheme(asked.has('dark') || (prefersDark && !asked.has('light')) ? 'dark' : 'light');

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  transition: 'none',
  backgroundTransition: 'none',
  slideNumber: 'c/t',
  controls: false,
  pdfMaxPagesPerSlide: 1,
  totalTime: 60 * Number(document.querySelector('.reveal').dataset.minutes),
  keyboard: {
    68: () => setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
  },
  plugins: [RevealNotes],
});
