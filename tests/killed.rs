//! A build that is killed, or that runs out of room: the process, and the folder it leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tempfile::TempDir;

const ARTICLES: usize = 25;
/// How many builds are killed for each way of changing over.
const ROUNDS: usize = 25;

/// A site whose every page names its edition.
fn site(edition: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("onrecord.toml", &format!("title = \"Edition {edition}\"\n"));
    for number in 0..ARTICLES {
        // Some pages stay, some go and come.
        let id = if number % 3 == 0 { format!("{edition}-{number}") } else { format!("both-{number}") };
        let text = format!("---\ntitle: Article {number}\ndate: 2025-02-09\n---\nThe text of {edition}.\n");
        write(&format!("content/articles/{id}.md"), &text);
    }
    folder
}

fn build(site: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("build").arg("--site").arg(site).arg("--out").arg(out).args(more);
    command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    command
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            Some((path, fs::read(entry.path()).ok()?))
        })
        .collect()
}

/// Reads the output over and over; every file it meets must be whole.
fn watch(out: &Path, reads: &AtomicUsize, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        for (path, bytes) in tree(out) {
            let whole = match path.rsplit_once('.').map_or("", |(_, end)| end) {
                "html" => bytes.ends_with(b"</html>\n") && bytes.starts_with(b"<!doctype html>"),
                "css" | "jsonl" => bytes.is_empty() || bytes.ends_with(b"\n"),
                _ => true,
            };
            assert!(whole, "{path} is half a file");
            reads.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

fn killed_at_random(more: &[&str]) {
    let sites = [site("a"), site("b")];
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("public");
    assert!(build(sites[0].path(), &out, more).status().unwrap().success());
    let (reads, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut chance = Chance(7);
    let killed = std::thread::scope(|scope| {
        let reader = scope.spawn(|| watch(&out, &reads, &done));
        let mut killed = 0;
        for round in 1..=ROUNDS {
            let mut child = build(sites[round % 2].path(), &out, more).spawn().unwrap();
            // The reader is the clock: the build dies when so many more files have been read.
            let until = reads.load(Ordering::Relaxed) + chance.below(1500);
            let mut ended = None;
            while reads.load(Ordering::Relaxed) < until && ended.is_none() && !reader.is_finished() {
                ended = child.try_wait().unwrap();
                std::thread::yield_now();
            }
            killed += usize::from(ended.is_none());
            child.kill().unwrap();
            child.wait().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
        killed
    });
    assert!(killed > ROUNDS / 4, "only {killed} of {ROUNDS} builds were killed");
    for site in &sites {
        assert!(build(site.path(), &out, more).status().unwrap().success());
        let fresh = place.path().join("fresh");
        assert!(build(site.path(), &fresh, more).status().unwrap().success());
        assert_eq!(tree(&out), tree(&fresh), "the next build puts everything in order");
        fs::remove_dir_all(&fresh).unwrap();
    }
    let left: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["public"], "nothing of ours stays beside the output");
}

#[test]
fn a_reader_meets_only_whole_files_while_builds_are_killed() {
    killed_at_random(&[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_meets_only_whole_files_while_swaps_are_killed() {
    killed_at_random(&["--swap"]);
}

/// The output lies on a file system too small for the new site. Needs the right to mount one for
/// itself, which not every machine grants: there the test says so and shows nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let small = site("a");
    let large = site("b");
    let picture = large.path().join("static/picture.bin");
    fs::create_dir_all(picture.parent().unwrap()).unwrap();
    fs::write(picture, vec![7; 4 << 20]).unwrap();
    let mount = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=3m none \"$1\" || exit 77
        \"$2\" build -q --site \"$3\" --out \"$1/public\" || exit 1
        cp -r \"$1/public\" \"$5/before\" || exit 1
        \"$2\" build -q --site \"$4\" --out \"$1/public\" && exit 2
        cp -r \"$1/public\" \"$5/after\" || exit 1
        ls -A \"$1\" > \"$5/names\"";
    let kept = tempfile::tempdir().unwrap();
    let status = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(mount.path())
        .arg(env!("CARGO_BIN_EXE_onrecord"))
        .args([small.path(), large.path(), kept.path()])
        .stderr(Stdio::null())
        .status();
    match status.map(|status| status.code()) {
        Ok(Some(0)) => {}
        Ok(Some(1 | 2)) => panic!("the small site was not built, or the large one was"),
        other => return eprintln!("no file system could be mounted here: {other:?}"),
    }
    assert_eq!(tree(&kept.path().join("before")), tree(&kept.path().join("after")));
    assert_eq!(fs::read_to_string(kept.path().join("names")).unwrap(), "public\n");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_leaves_the_old_site_whole() {
    use std::os::unix::fs::PermissionsExt;
    let (old, new) = (site("a"), site("b"));
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("public");
    assert!(build(old.path(), &out, &[]).status().unwrap().success());
    let before = tree(&out);
    let seal = |mode| fs::set_permissions(place.path(), fs::Permissions::from_mode(mode)).unwrap();
    // A link that leads nowhere can be written by nobody, not even by one to whom permissions are nothing.
    std::os::unix::fs::symlink("/nowhere/at/all", place.path().join(".onrecord-public")).unwrap();
    seal(0o555);
    let built = build(new.path(), &out, &[]).status().unwrap();
    seal(0o755);
    assert_eq!(built.code(), Some(1));
    assert_eq!(tree(&out), before);
}
