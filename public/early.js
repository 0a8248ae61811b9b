// Before the first paint: the language and theme of the last visit; and whether the ready question is asked to run. The page's own code takes
// over from here.
(function () {
  var root = document.documentElement;
  var stored = null;
  try {
    stored = JSON.parse(localStorage.getItem((root.dataset.storage || 'yardstick') + '-settings') || 'null');
  } catch (error) {
    stored = null;
  }
  var language = stored && (stored.language === 'zh' || stored.language === 'en') ? stored.language : null;
  if (!language) language = /^zh/i.test(navigator.language || '') ? 'zh' : 'en';
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  var theme = stored && stored.theme;
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  var contrast = theme === 'contrast' || matchMedia('(prefers-contrast: more)').matches;
  root.dataset.contrast = contrast ? 'high' : 'normal';
  document.addEventListener('keydown', function (event) {
    var field = event.target;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (!field.classList || !field.classList.contains('first-query')) return;
    event.preventDefault();
    field.dataset.run = event.shiftKey ? 'all' : 'cursor';
  });
})();
