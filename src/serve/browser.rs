//! What runs in the browser: the files of `browser/`, which the preview hands out under `.onrecord/`.

/// Path and text of each file.
const FILES: [(&str, &str); 13] = [
    ("preview.js", include_str!("../../browser/preview.js")),
    ("preview.css", include_str!("../../browser/preview.css")),
    ("preview/annotate.js", include_str!("../../browser/preview/annotate.js")),
    ("preview/api.js", include_str!("../../browser/preview/api.js")),
    ("preview/combobox.js", include_str!("../../browser/preview/combobox.js")),
    ("preview/fields.js", include_str!("../../browser/preview/fields.js")),
    ("preview/form.js", include_str!("../../browser/preview/form.js")),
    ("preview/main.js", include_str!("../../browser/preview/main.js")),
    ("preview/passages.js", include_str!("../../browser/preview/passages.js")),
    ("preview/problems.js", include_str!("../../browser/preview/problems.js")),
    ("preview/stream.js", include_str!("../../browser/preview/stream.js")),
    ("preview/ui.js", include_str!("../../browser/preview/ui.js")),
    ("preview/words.js", include_str!("../../browser/preview/words.js")),
];

/// The file at a path.
pub fn file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FILES, file};

    #[test]
    fn every_file_is_handed_out() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
        let mut found = 0;
        for entry in walkdir::WalkDir::new(&folder) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            let served = [".js", ".css"].iter().any(|ending| path.ends_with(ending));
            if served {
                found += 1;
                assert_eq!(
                    file(&path).map(str::len),
                    Some(entry.metadata().unwrap().len() as usize),
                    "{path}"
                );
            }
        }
        assert_eq!(found, FILES.len());
    }

    /// What a script imports is there: nothing is asked of other hosts.
    #[test]
    fn what_is_imported_is_handed_out() {
        for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with(".js")) {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let imports = text.split("from \"").chain(text.split("import(\"")).skip(1);
            for name in imports.filter_map(|rest| rest.split_once('"')?.0.strip_prefix("./")) {
                let imported = [folder, name].join("/");
                assert!(file(imported.trim_start_matches('/')).is_some(), "{path} imports {name}");
            }
            assert!(!text.contains("//cdn") && !text.contains("https://"), "{path}");
        }
    }
}
