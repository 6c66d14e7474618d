//! What a site asks of programs (RFC 9309, `robots.txt`).

/// The rules that hold for us.
#[derive(Clone, Debug, Default)]
pub struct Robots {
    /// Whether a path that matches is allowed, and the pattern.
    rules: Vec<(bool, String)>,
}

/// The word that stands for us in the files of others.
const TOKEN: &str = "onrecord";
/// A pattern that is longer is not read.
const LONGEST: usize = 2_000;

impl Robots {
    /// Reads a `robots.txt`: the groups for us or, where there is none, those for everybody.
    pub fn read(text: &str) -> Self {
        let (mut ours, mut all) = (None, Self::default());
        // Whom the group at hand is for, and whether its rules have begun.
        let (mut us, mut everybody, mut begun) = (false, false, true);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if begun {
                        (us, everybody, begun) = (false, false, false);
                    }
                    us |= value.eq_ignore_ascii_case(TOKEN);
                    everybody |= value == "*";
                    if us {
                        ours.get_or_insert_with(Self::default);
                    }
                }
                "allow" | "disallow" => {
                    begun = true;
                    let rule = (key == "allow", value.to_owned());
                    let worth = !value.is_empty() && value.len() <= LONGEST;
                    if let Some(ours) = ours.as_mut().filter(|_| us && worth) {
                        ours.rules.push(rule.clone());
                    }
                    if everybody && worth {
                        all.rules.push(rule);
                    }
                }
                _ => {}
            }
        }
        ours.unwrap_or(all)
    }

    /// Whether we may ask for a path, with its query. The longest pattern that matches decides, and of two
    /// as long the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, path));
        matching
            .max_by_key(|(allowed, pattern)| (pattern.len(), *allowed))
            .is_none_or(|(allowed, _)| *allowed)
    }
}

/// `*` is anything, `$` at the end the end; a pattern matches what begins with it.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        // The last part stands at the end; all others as early as they can.
        if whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn the_longest_pattern_decides() {
        let robots = Robots::read(
            "User-agent: *\nDisallow: /private # not this\nAllow: /private/press\nDisallow: /*.pdf$\n\
             Disallow: /search?*q=\nDisallow:\n",
        );
        for path in ["/", "/news", "/private/press", "/private/press/1", "/a.pdf?x", "/search?p=1"] {
            assert!(robots.allow(path), "{path}");
        }
        for path in ["/private", "/private/x", "/privately", "/a/b.pdf", "/search?p=1&q=2"] {
            assert!(!robots.allow(path), "{path}");
        }
    }

    #[test]
    fn a_group_of_our_own_takes_the_place_of_everybody_s() {
        let text = "User-agent: Onrecord\nUser-agent: other\nDisallow: /ours\n\nUser-agent: *\nDisallow: /\n";
        let robots = Robots::read(text);
        assert!(robots.allow("/") && !robots.allow("/ours"));
        assert!(!Robots::read("user-agent: *\ndisallow: /").allow("/x"));
        assert!(Robots::read("User-agent: onrecord\nDisallow:\nUser-agent: *\nDisallow: /").allow("/x"));
        assert!(Robots::read("User-agent: other\nDisallow: /").allow("/x"));
        assert!(Robots::read("Disallow: /\n<html>").allow("/x"));
    }
}
