//! `Way::Swap`: the whole folder in one step.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use onrecord::publish::{Summary, Way};

use super::{FILES, Site, site_path};

impl Site {
    fn swap(&self, files: &[(&str, &str)]) -> Summary {
        let publication = self.open("public").unwrap();
        for (path, text) in files {
            publication.write(&site_path(path), "a test", text.as_bytes()).unwrap();
        }
        let summary = publication.finish(Way::Swap).unwrap();
        assert!(!self.path(".onrecord-public").exists(), "nothing but the manifest stays");
        summary
    }
}

#[test]
fn a_swap_comes_to_what_renames_come_to() {
    let (swapped, renamed) = (Site::new(), Site::new());
    for files in [FILES, &[("", "front"), ("articles/b/", "B"), ("style.css", "css")], FILES] {
        assert_eq!(swapped.swap(files), renamed.build(files));
        assert_eq!(swapped.read(".onrecord-manifest"), renamed.read(".onrecord-manifest"));
        assert_eq!(swapped.path("public/articles/a").exists(), renamed.path("public/articles/a").exists());
    }
}

#[test]
fn what_has_not_changed_keeps_its_time_and_is_not_read_again() {
    let site = Site::new();
    site.swap(FILES);
    site.age();
    let before = site.modified("style.css");
    let summary =
        site.swap(&[("", "new front"), ("articles/a/", "A"), ("style.css", "css"), (".nojekyll", "")]);
    assert_eq!((summary.written.files, summary.unchanged.files), (1, 3));
    assert_eq!(site.modified("style.css"), before);
    assert_eq!(site.read("index.html"), "new front");
}

#[test]
fn a_swap_without_a_change_touches_nothing() {
    let site = Site::new();
    site.swap(FILES);
    site.age();
    let before = site.modified(".onrecord-manifest");
    site.swap(FILES);
    assert_eq!(site.modified(".onrecord-manifest"), before);
}

#[test]
fn what_others_put_there_moves_along() {
    let site = Site::new();
    site.swap(FILES);
    site.write("CNAME", "example.org");
    site.write("articles/a/notes.txt", "mine");
    site.write(".git/objects/ab/cd", "git");
    site.write("style.css", "changed by hand");
    #[cfg(unix)]
    std::os::unix::fs::symlink("CNAME", site.path("public/link")).unwrap();
    let summary = site.swap(&[("", "front")]);
    assert_eq!(summary.removed, [".nojekyll", "articles/a/index.html"]);
    for (path, text) in [
        ("CNAME", "example.org"),
        ("articles/a/notes.txt", "mine"),
        (".git/objects/ab/cd", "git"),
        ("style.css", "changed by hand"),
    ] {
        assert_eq!(site.read(path), text);
    }
    #[cfg(unix)]
    assert_eq!(fs::read_link(site.path("public/link")).unwrap(), Path::new("CNAME"));
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.swap(FILES);
    fs::set_permissions(site.path("public"), fs::Permissions::from_mode(0o750)).unwrap();
    site.swap(&[("", "new")]);
    let mode = fs::metadata(site.path("public")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
}

/// A reader that has opened the folder sees one site, whatever is published meanwhile: files of it, or
/// nothing where the old site has gone already, and never a file of the next.
#[cfg(target_os = "linux")]
#[test]
fn a_reader_never_sees_two_sites_mixed() {
    use std::os::fd::AsRawFd;
    const PAGES: [&str; 4] = ["", "a/", "b/c/", "style.css"];
    const SITES: u32 = 150;
    let site = Site::new();
    let publish = |number: u32| {
        let text = number.to_string();
        site.swap(&PAGES.map(|path| (path, text.as_str())));
    };
    publish(0);
    let done = AtomicBool::new(false);
    let (whole, seen) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut whole, mut seen) = (0, 0);
            while !done.load(Ordering::Relaxed) {
                let folder = fs::File::open(site.path("public")).unwrap();
                let root = format!("/proc/self/fd/{}", folder.as_raw_fd());
                let files = ["index.html", "a/index.html", "b/c/index.html", "style.css"];
                let read = files.map(|file| fs::read_to_string(Path::new(&root).join(file)));
                let found: Vec<String> = read.into_iter().flatten().collect();
                assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "mixed: {found:?}");
                whole += usize::from(found.len() == files.len());
                seen += 1;
            }
            (whole, seen)
        });
        (1..=SITES).for_each(publish);
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(whole > 0, "the reader saw {seen} folders and never a whole one");
    assert_eq!(site.read("b/c/index.html"), SITES.to_string());
}
