"use strict";
// Links to a question in the editor were once links to this page: they lead on.
if (location.hash.startsWith("#query=")) location.replace(`/editor${location.search}${location.hash}`);
