"""The form in the browser: a git-backed editor (Decap CMS) at /admin/, configured by the criteria sets."""
