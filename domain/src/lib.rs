//! Rules: no I/O, no clock, no async; builds for server and browser.
