window.CMS_MANUAL_INIT = true; // editor.js starts it, once what it needs is registered
