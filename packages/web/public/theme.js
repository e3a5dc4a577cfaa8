// Runs before the first paint, so a dark screen never flashes white. A file of its own because the page's policy allows no inline script.
(function () {
  var theme = 'system';
  try {
    theme = JSON.parse(localStorage.getItem('dossier.preferences') || '{}').theme || 'system';
  } catch (_) {
    /* A broken or forbidden storage means the system's theme. */
  }
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
