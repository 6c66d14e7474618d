//! A small site that has a bit of everything.

use std::fs;
use std::path::Path;

/// The files of the site: path and text.
pub const FILES: &[(&str, &str)] = &[
    (
        "onrecord.toml",
        "title = \"Talks\"\nbase_url = \"https://example.org/talks/\"\ntimezone = \"Europe/Kyiv\"\n\n\
         [ratings.right]\nlabel = \"Right\"\nvalue = 2\nbest = 2\nworst = 1\n\n[extra]\nmotto = \"so be it\"\n",
    ),
    ("content/index.md", "---\ntitle: Front\n---\n\nSee [the call](events/call.md) and [@report].\n"),
    (
        "content/articles/2024/first/index.md",
        "---\ntitle: First words\ndate: 2024-03-01\nauthors: [ann]\noutlet: paper\nsummary: The *first* words.\n\
         topics: [Talks, Peace]\naliases: [/old/first/]\n---\n\nAnn said they had talked at noon. \
         Ben said they had *not talked* at all.[^why]\n\nSee [the second](../../second.md) and \
         ![a photo](photo.png), and more in [@report, p. 3].\n\n[^why]: As told in [@letter].\n",
    ),
    (
        "content/articles/2024/first/claims.yaml",
        "claims:\n  - id: ann-talked\n    quote: they had talked at noon\n    speaker: ann\n    said: 2024-02-29\n    \
         affirms: call\n    sources: [report, {key: letter, locator: p. 2}]\n    topics: [Talks]\n  \
         - id: ben-not\n    quote: {exact: talked, prefix: not}\n    speaker: ben\n    via: [paper]\n    \
         denies: [call, \"#ann-talked\"]\n    note: See [the call](../../../events/call.md).\n    \
         verdicts:\n      - rating: right\n        date: 2024-04\n        sources: [report]\n",
    ),
    ("content/articles/2024/first/photo.png", "no picture\n"),
    (
        "content/articles/second.md",
        "---\ntitle: Second thoughts\ndate: 2024-05-02T14:30+03:00\nupdated: 2024-06\n---\n\n\
         The envoy told the paper that a summit is near. Nobody would say more.\n",
    ),
    (
        "content/articles/second.claims.yaml",
        "claims:\n  - id: near\n    quote: a summit is near\n    speaker: envoy\n    to: paper\n    affirms: summit\n    \
         repeats: first#ann-talked\n    topics: [peace]\n  - id: silence\n    statement: Ben says nothing.\n    \
         speaker: ben\n    said: 2024-05\n    declines: [summit, \"second#near\"]\n",
    ),
    (
        "content/articles/hidden.md",
        "---\ntitle: A draft\ndate: 2024-07\ndraft: true\n---\n\nAnn takes it back, she said.\n",
    ),
    (
        "content/articles/hidden.claims.yaml",
        "claims:\n  - id: back\n    quote: takes it back\n    speaker: ann\n    retracts: first#ann-talked\n",
    ),
    (
        "content/speakers/ann.md",
        "---\nname: Ann\nroles:\n  - {title: Minister, of: north, from: 2020}\nwikidata: Q1\n---\n\nOf the north.\n",
    ),
    ("content/speakers/ben.md", "---\nname: Ben\nroles: [{title: Speaker, of: south, to: 2024-04}]\n---\n"),
    ("content/speakers/envoy.md", "---\nname: The envoy\nimage: envoy.png\n---\n\nSee [Ann](ann.md).\n"),
    ("content/speakers/envoy.png", "no picture either\n"),
    ("content/speakers/north.md", "---\nname: The North\nkind: state\n---\n"),
    ("content/speakers/south.md", "---\nname: The South\nkind: state\n---\n"),
    ("content/speakers/paper.md", "---\nname: The Paper\nkind: outlet\npart_of: south\n---\n"),
    (
        "content/events/call.md",
        "---\nname: The call\nkind: call\ndate: 2024-02-28/2024-03\nparties: [north, south]\nsources: [report]\n\
         topics: [Talks]\n---\n\nA call, as [@letter] has it.\n",
    ),
    ("content/events/summit.md", "---\nname: The summit\nkind: summit\npart_of: call\n---\n"),
    (
        "content/sources.yaml",
        "references:\n  - id: report\n    type: article-newspaper\n    title: On the call\n    issued: 2024-02-29\n    \
         outlet: paper\n    URL: https://example.org/report\n    accessed: 2024-03-02\n    based_on: [letter]\n  \
         - id: letter\n    type: personal_communication\n    title: A letter\n    issued: 2024-02\n    \
         snapshot: copies/letter.txt\n",
    ),
    ("content/sources/more.json", "[{\"id\": \"book\", \"type\": \"book\", \"title\": \"A book\"}]\n"),
    ("content/copies/letter.txt", "They talked at noon.\n"),
    (
        "content/pages/about.md",
        "---\ntitle: About\n---\n\nAbout [the first](../articles/2024/first/index.md).\n",
    ),
    ("templates/page.html", "{% extends \"onrecord/page.html\" %}\n"),
    ("static/robots.txt", "User-agent: *\n"),
    ("static/onrecord/record.css", "body { color: black }\n"),
];

/// Words of which edits are made: ids, dates, keys, markup.
pub const WORDS: &[&str] = &[
    "ann",
    "ben",
    "envoy",
    "paper",
    "north",
    "call",
    "summit",
    "report",
    "letter",
    "book",
    "nobody",
    "first",
    "second",
    "2024-03-01",
    "2023",
    "2024-02/..",
    "affirms:",
    "denies:",
    "retracts:",
    "talked",
    "noon",
    "#ann-talked",
    "first#ben-not",
    "second#near",
    "talks",
    "Truce",
    "true",
    "false",
    "draft:",
    "[@book]",
    "[@nothing]",
    "*",
    "[^why]",
    "<b>",
    "&amp;",
    "…",
    "[",
    "- x",
    "apa",
    "all",
    "none",
    "UTC",
    "éàü",
    "\u{1F600}",
    "https://example.org/",
];

/// Lays the site out in a folder.
pub fn lay_out(folder: &Path) {
    for (path, text) in FILES {
        put(&folder.join(path), text.as_bytes());
    }
}

pub fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
