//! What a publication does to its output folder, and what it refuses to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use onrecord::model::SitePath;
use onrecord::publish::{OpenError, Publication, Reason, Summary, Surroundings, Way};
use tempfile::TempDir;

#[path = "publishing/clean.rs"]
mod clean;
#[path = "publishing/sums.rs"]
mod sums;
#[path = "publishing/swap.rs"]
mod swap;

struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["content/articles", "templates", "static", "home/user/work"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn open(&self, out: &str) -> Result<Publication, OpenError> {
        let home = self.path("home/user");
        let around = Surroundings { site: self.folder.path(), home: Some(&home) };
        Publication::open(&self.path(out), around, &mut |_| ())
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        let publication = self.open("public").unwrap();
        for (path, text) in files {
            publication.write(&site_path(path), "a test", text.as_bytes()).unwrap();
        }
        let summary = publication.finish(Way::Renames).unwrap();
        assert!(!self.path(".onrecord-public").exists(), "nothing but the manifest stays");
        summary
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path("public").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Sets every file's time back, as if the build had been an hour ago.
    fn age(&self) {
        let files = walkdir::WalkDir::new(self.path("public")).into_iter().flatten();
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let hour_ago = SystemTime::now() - Duration::from_secs(3600);
            fs::File::options().append(true).open(file.path()).unwrap().set_modified(hour_ago).unwrap();
        }
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path("public").join(path)).unwrap().modified().unwrap()
    }
}

fn site_path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

const FILES: &[(&str, &str)] =
    &[("", "front"), ("articles/a/", "A"), ("style.css", "css"), (".nojekyll", "")];

#[test]
fn pages_are_written_as_index_files() {
    let site = Site::new();
    let summary = site.build(FILES);
    assert_eq!((summary.written.files, summary.written.pages), (4, 2));
    assert_eq!(site.read("index.html"), "front");
    assert_eq!(site.read("articles/a/index.html"), "A");
}

#[test]
fn a_second_build_touches_nothing() {
    let site = Site::new();
    site.build(FILES);
    site.age();
    let before: Vec<_> = [".onrecord-manifest", "index.html", "style.css"].map(|f| site.modified(f)).into();
    let summary = site.build(FILES);
    let after: Vec<_> = [".onrecord-manifest", "index.html", "style.css"].map(|f| site.modified(f)).into();
    assert_eq!(before, after);
    assert_eq!((summary.written.files, summary.unchanged.files), (0, 4));
}

#[test]
fn only_what_changed_is_touched() {
    let site = Site::new();
    site.build(FILES);
    site.age();
    let before = site.modified("index.html");
    let summary = site.build(&[
        ("", "front"),
        ("articles/a/", "A, corrected"),
        ("style.css", "css"),
        (".nojekyll", ""),
    ]);
    assert_eq!(site.modified("index.html"), before);
    assert_eq!(site.read("articles/a/index.html"), "A, corrected");
    assert_eq!((summary.written.files, summary.unchanged.files), (1, 3));
}

#[test]
fn the_manifest_is_the_same_everywhere() {
    let (a, b) = (Site::new(), Site::new());
    a.build(FILES);
    b.build(&[("", "other"), ("x/", "x")]);
    b.build(FILES);
    assert_eq!(a.read(".onrecord-manifest"), b.read(".onrecord-manifest"));
}

#[test]
fn removed_pages_vanish_and_are_named() {
    let site = Site::new();
    site.build(FILES);
    let summary = site.build(&[("", "front")]);
    assert_eq!(summary.removed, [".nojekyll", "articles/a/index.html", "style.css"]);
    assert!(!site.path("public/articles").exists());
}

#[test]
fn what_others_put_there_stays_and_is_named() {
    let site = Site::new();
    site.build(FILES);
    site.write("CNAME", "example.org");
    site.write("articles/a/notes.txt", "mine");
    site.write(".git/config", "git");
    let summary = site.build(&[("", "front")]);
    assert_eq!(summary.foreign, [".git/", "CNAME", "articles/a/notes.txt"]);
    assert_eq!(site.read("articles/a/notes.txt"), "mine");
}

#[test]
fn a_file_that_somebody_changed_is_kept_when_its_page_goes() {
    let site = Site::new();
    site.build(FILES);
    site.write("style.css", "CSS");
    let summary = site.build(&[("", "front")]);
    assert_eq!(summary.foreign, ["style.css"]);
    assert_eq!(summary.removed, [".nojekyll", "articles/a/index.html"]);
    assert_eq!(site.read("style.css"), "CSS");
}

#[test]
fn a_file_that_somebody_changed_or_removed_is_written_again() {
    let site = Site::new();
    site.build(FILES);
    site.write("style.css", "CSS");
    fs::remove_file(site.path("public/index.html")).unwrap();
    let summary = site.build(FILES);
    assert_eq!(summary.written.files, 2);
    assert_eq!((site.read("style.css"), site.read("index.html")), ("css".into(), "front".into()));
}

#[test]
fn somebody_elses_file_is_not_overwritten() {
    let site = Site::new();
    site.build(&[("", "front")]);
    site.write("robots.txt", "theirs");
    site.write("same.txt", "same");
    let publication = site.open("public").unwrap();
    publication.write(&site_path(""), "a test", b"new front").unwrap();
    publication.write(&site_path("robots.txt"), "a test", b"ours").unwrap();
    let error = publication.finish(Way::Renames).unwrap_err().to_string();
    assert!(error.contains("robots.txt"), "{error}");
    assert_eq!((site.read("robots.txt"), site.read("index.html")), ("theirs".into(), "front".into()));

    let summary = site.build(&[("", "front"), ("same.txt", "same")]);
    assert_eq!(summary.foreign, ["robots.txt"], "a file with our content has become ours");
}

#[cfg(unix)]
#[test]
fn a_link_that_somebody_put_there_is_not_followed() {
    let site = Site::new();
    site.build(FILES);
    fs::create_dir(site.path("elsewhere")).unwrap();
    fs::write(site.path("elsewhere/index.html"), "A").unwrap();
    fs::remove_dir_all(site.path("public/articles/a")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("public/articles/a")).unwrap();

    let publication = site.open("public").unwrap();
    publication.write(&site_path("articles/a/"), "a test", b"new").unwrap();
    assert!(publication.finish(Way::Renames).is_err());
    site.build(&[("", "front")]);
    assert_eq!(fs::read_to_string(site.path("elsewhere/index.html")).unwrap(), "A");
}

#[test]
fn a_build_that_is_given_up_leaves_the_old_site_whole() {
    let site = Site::new();
    site.build(FILES);
    let publication = site.open("public").unwrap();
    publication.write(&site_path(""), "a test", b"new front").unwrap();
    drop(publication);
    assert_eq!(site.read("index.html"), "front");
    assert!(!site.path(".onrecord-public").exists());
}

#[test]
fn outputs_that_must_be_kept_clear_are_refused() {
    let site = Site::new();
    fs::write(site.path("file"), "a file").unwrap();
    fs::create_dir(site.path("full")).unwrap();
    fs::write(site.path("full/thesis.doc"), "years of work").unwrap();
    fs::create_dir(site.path("garbled")).unwrap();
    fs::write(site.path("garbled/.onrecord-manifest"), "nonsense").unwrap();
    let cases = [
        ("", Reason::HoldsSite),
        ("..", Reason::HoldsSite),
        ("nowhere/..", Reason::HoldsSite),
        ("content", Reason::InSources("content")),
        ("content/articles/out", Reason::InSources("content")),
        ("nowhere/../static", Reason::InSources("static")),
        ("templates/x", Reason::InSources("templates")),
        ("home/user", Reason::Home),
        ("home", Reason::Home),
        ("file", Reason::File),
        ("full", Reason::NotOurs),
        ("garbled", Reason::UnknownManifest),
    ];
    for (out, expected) in cases {
        match site.open(out) {
            Err(OpenError::Refused(refusal)) => assert_eq!(refusal.reason, expected, "{out:?}"),
            other => panic!("{out:?}: {other:?}"),
        }
    }
    let around = Surroundings { site: site.folder.path(), home: None };
    let root = Publication::open(Path::new("/"), around, &mut |_| ());
    assert!(matches!(root, Err(OpenError::Refused(refusal)) if refusal.reason == Reason::Root));
    assert_eq!(fs::read_to_string(site.path("full/thesis.doc")).unwrap(), "years of work");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_judged_by_where_it_leads() {
    let site = Site::new();
    std::os::unix::fs::symlink(site.path("content"), site.path("public")).unwrap();
    assert!(
        matches!(site.open("public"), Err(OpenError::Refused(r)) if r.reason == Reason::InSources("content"))
    );
    fs::remove_file(site.path("public")).unwrap();

    fs::create_dir(site.path("served")).unwrap();
    std::os::unix::fs::symlink(site.path("served"), site.path("public")).unwrap();
    site.build(FILES);
    assert_eq!(fs::read_to_string(site.path("served/index.html")).unwrap(), "front");
    assert!(!site.path(".onrecord-served").exists());
}

#[test]
fn an_empty_folder_is_filled() {
    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    assert_eq!(site.build(FILES).written.files, 4);
    assert_eq!(site.read("articles/a/index.html"), "A");
    assert_eq!(site.build(FILES).unchanged.files, 4);
}

#[test]
fn missing_folders_above_the_output_are_made() {
    let site = Site::new();
    let publication = site.open("deep/er/public").unwrap();
    publication.write(&site_path(""), "a test", b"front").unwrap();
    publication.finish(Way::Renames).unwrap();
    assert!(site.path("deep/er/public/index.html").exists());
}

#[test]
fn two_writers_of_a_path_are_both_named() {
    let site = Site::new();
    let publication = site.open("public").unwrap();
    for (path, writer) in [
        ("about/", "page `about`"),
        ("about/index.html", "static file `static/about/index.html`"),
        ("feed", "static file `static/feed`"),
        ("feed/x.xml", "the feed of `x`"),
        ("Photo.jpg", "static file `static/Photo.jpg`"),
        ("photo.jpg", "static file `static/photo.jpg`"),
        (".onrecord-manifest", "static file `static/.onrecord-manifest`"),
    ] {
        publication.write(&site_path(path), writer, b"text").unwrap();
    }
    let told: Vec<_> =
        publication.problems().into_iter().map(|problem| (problem.code.0, problem.message)).collect();
    let expected = [
        (
            "two-writers",
            "`about/index.html` is written twice: by page `about` and by static file `static/about/index.html`",
        ),
        (
            "file-and-folder",
            "`feed`, written by static file `static/feed`, is also the folder of `feed/x.xml`, written by the feed of `x`",
        ),
        (
            "reserved-path",
            "`.onrecord-manifest`, written by static file `static/.onrecord-manifest`, has a name that the program keeps for itself",
        ),
        ("paths-alike", "`Photo.jpg` and `photo.jpg` differ in letter case only"),
    ];
    assert_eq!(told, expected.map(|(code, message)| (code, message.to_owned())));
    assert!(publication.finish(Way::Renames).is_err());
    assert!(!site.path("public").exists());
}

#[test]
fn paths_out_of_the_output_are_refused() {
    let site = Site::new();
    let publication = site.open("public").unwrap();
    assert!(publication.write(&SitePath::file("../escaped"), "a test", b"").is_err());
    assert!(publication.write(&SitePath::file("/escaped"), "a test", b"").is_err());
}

#[test]
fn files_are_copied() {
    let site = Site::new();
    fs::write(site.path("static/photo.jpg"), vec![7; 200_000]).unwrap();
    for expected in [1, 0] {
        let publication = site.open("public").unwrap();
        publication.copy(&site_path("photo.jpg"), "a test", &site.path("static/photo.jpg")).unwrap();
        assert_eq!(publication.finish(Way::Renames).unwrap().written.files, expected);
    }
    assert_eq!(fs::read(site.path("public/photo.jpg")).unwrap(), vec![7; 200_000]);
    let publication = site.open("public").unwrap();
    let error = publication.copy(&site_path("x"), "a test", &site.path("static/none.jpg")).unwrap_err();
    assert!(error.to_string().contains("none.jpg"), "{error}");
}

#[test]
fn a_second_build_waits_for_the_first() {
    let site = Site::new();
    let first = site.open("public").unwrap();
    first.write(&site_path(""), "a test", b"first").unwrap();
    let (told, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let around = Surroundings { site: site.folder.path(), home: None };
            let publication =
                Publication::open(&site.path("public"), around, &mut |id| told.send(id).unwrap());
            let publication = publication.unwrap();
            publication.write(&site_path(""), "a test", b"second").unwrap();
            publication.finish(Way::Renames).unwrap()
        });
        assert_eq!(waiting.recv().unwrap(), Some(std::process::id()));
        first.finish(Way::Renames).unwrap();
        assert_eq!(second.join().unwrap().written.files, 1);
    });
    assert_eq!(site.read("index.html"), "second");
    assert!(!site.path(".onrecord-public").exists());
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let site = Site::new();
    fs::write(site.path("file"), "a file").unwrap();
    match site.open("file/public") {
        Err(OpenError::Failed(error)) => assert!(error.to_string().contains("file"), "{error}"),
        other => panic!("{other:?}"),
    }
}
