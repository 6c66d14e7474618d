//! Each proposal put to the person at the terminal.

use std::io;

use super::super::shell::Shell;
use super::proposal::{Offer, Proposal};
use crate::pipeline::Site;
use crate::report;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The offer with this index is taken.
    Offer(usize),
    No,
    /// No, and no further question.
    Enough,
}

/// Asks about one proposal after the other.
pub fn ask(site: &Site, proposals: &[Proposal], shell: &Shell) -> io::Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for proposal in proposals {
        if answers.last() == Some(&Answer::Enough) {
            break;
        }
        match &proposal.diagnostic {
            Some(diagnostic) => {
                let text = report::text(std::slice::from_ref(diagnostic), &|path| site.text(path), true);
                shell.tell(&text);
            }
            None => shell.tell(&format!("{}: {}\n", proposal.place, proposal.message)),
        }
        answers.push(put(&proposal.offers, &mut |text| shell.tell(text), &mut || shell.line())?);
    }
    Ok(answers)
}

/// Puts one question until it is answered. Who closes the terminal has had enough.
fn put(
    offers: &[Offer],
    tell: &mut dyn FnMut(&str),
    line: &mut dyn FnMut() -> io::Result<Option<String>>,
) -> io::Result<Answer> {
    for (number, offer) in (1..).zip(offers) {
        let number = if offers.len() > 1 { format!("{number}: ") } else { String::new() };
        tell(&format!("{number}{}\n{}", offer.in_words(), offer.outcome.as_deref().unwrap_or_default()));
    }
    let able = |index: &usize| offers.get(*index).is_some_and(|offer| offer.outcome.is_ok());
    if !(0..offers.len()).any(|index| able(&index)) {
        return Ok(Answer::No);
    }
    let question = match offers.len() {
        1 => "Write this? [y]es, [n]o, [q]uit: ".to_owned(),
        count => format!("Which is meant? 1 to {count}, [n]one, [q]uit: "),
    };
    loop {
        tell(&question);
        let Some(line) = line()? else { return Ok(Answer::Enough) };
        if let Some(answer) = understood(line.trim(), offers.len()).filter(|answer| match answer {
            Answer::Offer(index) => able(index),
            _ => true,
        }) {
            return Ok(answer);
        }
    }
}

fn understood(line: &str, offers: usize) -> Option<Answer> {
    match line.to_lowercase().as_str() {
        "y" | "yes" if offers == 1 => Some(Answer::Offer(0)),
        "n" | "no" | "none" => Some(Answer::No),
        "q" | "quit" => Some(Answer::Enough),
        number => {
            let number: usize = number.parse().ok()?;
            (1..=offers).contains(&number).then(|| Answer::Offer(number - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Offer, put};
    use crate::edit::Refusal;

    fn asked(outcomes: &[Result<&str, Refusal>], lines: &str) -> (Answer, String) {
        let offer = |outcome: &Result<&str, Refusal>| Offer {
            title: "Do it".to_owned(),
            changes: Vec::new(),
            outcome: outcome.clone().map(str::to_owned),
        };
        let offers: Vec<Offer> = outcomes.iter().map(offer).collect();
        let mut told = String::new();
        let mut lines = lines.split_terminator(' ').map(|line| format!("{line}\n"));
        let answer = put(&offers, &mut |text| told.push_str(text), &mut || Ok(lines.next())).unwrap();
        (answer, told)
    }

    #[test]
    fn a_question_is_put_until_it_is_answered() {
        let one = [Ok("-a\n+b\n")];
        assert_eq!(asked(&one, "x 2 Y").0, Answer::Offer(0));
        assert_eq!(asked(&one, "n").0, Answer::No);
        assert_eq!(asked(&one, "").0, Answer::Enough);
        let (answer, told) = asked(&one, "q");
        assert_eq!(answer, Answer::Enough);
        assert_eq!(told, "Do it\n-a\n+b\nWrite this? [y]es, [n]o, [q]uit: ");
    }

    #[test]
    fn one_of_several_is_chosen_by_its_number() {
        let three = [Ok("+a\n"), Err(Refusal::Repeated), Ok("+b\n")];
        assert_eq!(asked(&three, "y 0 4 2 3").0, Answer::Offer(2));
        assert!(asked(&three, "n").1.contains("2: Do it: by hand, since an alias"));
        assert_eq!(asked(&[Err(Refusal::Repeated)], "y").0, Answer::No);
    }
}
