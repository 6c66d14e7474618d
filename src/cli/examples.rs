//! Examples below the help of each command.

pub const PROGRAM: &str = "\
Examples:
  onrecord init my-site                 a small site that explains itself
  onrecord check --site my-site         all mistakes of all files, nothing written
  onrecord build --site my-site         the site, in my-site/public

Exit status: 0 done; 1 the site has errors, or the work failed; 2 wrong usage.";

pub const BUILD: &str = "\
Examples:
  onrecord build
  onrecord build --out /srv/www --base-url https://news.example/talks/
  onrecord build --portable             to be opened from disk, without a server
  onrecord build --drafts --timings     with drafts, and how long each stage took";

pub const CHECK: &str = "\
Examples:
  onrecord check
  onrecord check --deny-warnings --format github    in a workflow of GitHub's
  onrecord check --format sarif > report.sarif      for a code scanner
  onrecord check --format json | jq -r 'select(.severity == \"error\") | .file' | sort -u";

pub const EXPLAIN: &str = "\
Examples:
  onrecord explain quote-not-found
  onrecord explain                      all codes, a line each";

pub const INIT: &str = "\
Examples:
  onrecord init my-site
  cd existing-folder && onrecord init .

Nothing is ever overwritten: a folder that has one of the files already is left as it is.";

pub const NEW_ARTICLE: &str = "\
Examples:
  onrecord new article a-call-denied
  onrecord new article a-call-denied --title 'A call, denied' --date 2026-11-25 --bundle";

pub const NEW_SPEAKER: &str = "\
Examples:
  onrecord new speaker jane-doe --name 'Jane Doe'
  onrecord new speaker ministry --kind organization --part-of examplia";

pub const NEW_EVENT: &str = "\
Examples:
  onrecord new event first-call --kind call --party examplia --party sampleland
  onrecord new event second-round --date 2026-11 --part-of talks";

pub const NEW_CLAIM: &str = "\
Examples:
  onrecord new claim a-call-denied 'no call was planned' --speaker jane-doe --said 2026-11-25 --denies first-call
  onrecord new claim a-call-denied 'no call' --nth 2 --speaker jane-doe --source 'agency-report, para. 3' --dry-run";

pub const ARCHIVE: &str = "\
Examples:
  onrecord archive                          all sources that have an address and lack a copy
  onrecord archive --source gazette-2025    only this one

With `wayback = true` under `[archive]` in onrecord.toml, the Wayback Machine is asked for a copy as well.
Exit status 1 if a copy could not be stored; the others are.";

pub const IMPORT_HYPOTHESIS: &str = "\
Examples:
  onrecord import hypothesis export.json --article a-call-denied --speaker jane-doe --dry-run
  onrecord import hypothesis export.json

Tags such as `speaker:jane-doe`, `said:2026-11-25` and `denies:first-call` become keys of the claim, all others topics.
Annotations that cannot be claims are told, and kept in imports/.";

pub const IMPORT_WEBANNOTATION: &str = "\
Examples:
  onrecord import webannotation annotations.jsonld
  onrecord import webannotation annotations.jsonld --article a-call-denied --speaker jane-doe

Annotations that cannot be claims are told, and kept in imports/.";

pub const IMPORT_BIBTEX: &str = "\
Examples:
  onrecord import bibtex library.bib
  onrecord import bibtex library.bib --name talks --dry-run

Fields that CSL has no key for are told. Sources that the site has already are passed over.";

pub const IMPORT_CSL: &str = "\
Examples:
  onrecord import csl-json library.json
  onrecord import csl-json references.yaml --name talks

Sources that the site has already are passed over.";

pub const COMPLETIONS: &str = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish";

pub const MAN: &str = "\
Examples:
  onrecord man | man -l -
  onrecord man ~/.local/share/man/man1";

pub const SERVE: &str = "\
Examples:
  onrecord serve --open
  onrecord serve --port 4000 --drafts";

pub const CLEAN: &str = "\
Examples:
  onrecord clean
  onrecord clean --out /srv/www";

pub const SCHEMA: &str = "\
Examples:
  onrecord schema claims > claims.schema.json

`onrecord init` writes all of them under `.onrecord/schemas/`.";

pub const LSP: &str = "\
Examples:
  onrecord lsp                          started by an editor, see docs/editors.md";
