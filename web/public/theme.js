// Before the first paint, so that a dark page does not flash white. The key is Mantine's.
(function () {
    var choice = 'auto';
    try {
        choice = localStorage.getItem('mantine-color-scheme-value') || 'auto';
    } catch (_) {
        // storage is forbidden: the system's choice stands
    }
    var dark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
