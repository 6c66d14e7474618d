//! A [`Node`] becomes a value of a type that derives `Deserialize`, and every mistake on the way is told.
//!
//! serde stops at the first mistake. So what it stopped at is told and marked as a hole, and reading
//! begins again without it, until it succeeds or nothing is left: one mistake gives one complaint, and
//! hides no other.

use std::fmt::{self, Display};

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::diag::problems::reading as problems;
use crate::diag::{Diagnostic, Range, SPANNED, SPANNED_FIELDS, Span};

use super::findings::Findings;
use super::near::nearest;
use super::node::{Core, Entry, Node, Scalar, Style, Value};

/// The name by which a newtype asks to be shown a single value as a list of one.
pub const ONE_OR_MANY: &str = "$OneOrMany";
/// Structs whose serde name begins so may be written as a scalar: the value of their first field.
pub const SCALAR_OR: &str = "$ScalarOr";

/// What a missing key is pretended to hold: text, a date and a number alike.
const PRETENDED: &str = "2000";

/// How many nodes reading may visit in all passes over one value: about a second.
const WORK: usize = 20_000_000;

/// Reads a value, and tells all that is wrong with it. `None` where too little is left.
pub fn read<T: DeserializeOwned>(node: &Node, findings: &mut Findings) -> Option<T> {
    let mut passes = 0;
    loop {
        match T::deserialize(Reader::new(node)) {
            Ok(value) => return Some(value),
            Err(Error(fault)) => {
                passes += 1;
                let holed = fault.holed;
                let place = findings.span(fault.range.unwrap_or(node.place()));
                if let Some(diagnostic) = fault.diagnostic(place) {
                    findings.add(diagnostic);
                }
                if !holed {
                    return None;
                }
            }
        }
        if passes % 16 == 0 && passes * node.count() > WORK {
            findings.add(problems::too_many_mistakes(findings.span(node.place())));
            return None;
        }
    }
}

/// What serde stopped at.
#[derive(Debug)]
pub struct Error(Box<Fault>);

#[derive(Debug)]
struct Fault {
    mistake: Mistake,
    /// Filled in by the innermost reader that knows it.
    range: Option<Range>,
    /// The key at whose value the mistake stands, or among whose items.
    key: Option<String>,
    /// Something has been marked that the next pass will not see.
    holed: bool,
}

#[derive(Debug)]
enum Mistake {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    MissingKey {
        key: &'static str,
    },
    /// The key is there and its value is not.
    EmptyKey {
        key: &'static str,
    },
    WrongType {
        expected: &'static str,
        found: &'static str,
        hint: Option<&'static str>,
    },
    UnknownName {
        name: String,
        known: &'static [&'static str],
    },
    /// A sentence of the type that was read: of a date, since no other has one.
    Invalid(String),
    /// It follows from a mistake that has been told.
    Told,
}

impl Fault {
    fn diagnostic(self, place: Span) -> Option<Diagnostic> {
        let key = self.key.as_deref();
        match self.mistake {
            Mistake::UnknownKey { key, known } => Some(problems::unknown_key(&key, known, place)),
            Mistake::MissingKey { key } => Some(problems::missing_key(key, place)),
            Mistake::EmptyKey { key } => Some(problems::empty_key(key, place)),
            Mistake::WrongType { expected, found, hint } => {
                Some(problems::wrong_type(key, expected, found, hint, place))
            }
            Mistake::UnknownName { name, known } => Some(problems::unknown_name(key, &name, known, place)),
            Mistake::Invalid(sentence) => Some(problems::bad_date(sentence, place)),
            Mistake::Told => None,
        }
    }
}

impl Error {
    fn new(mistake: Mistake) -> Self {
        Self(Box::new(Fault { mistake, range: None, key: None, holed: false }))
    }

    fn wrong_type(expected: &'static str, node: &Node, hint: Option<&'static str>) -> Self {
        Self::new(Mistake::WrongType { expected, found: node.kind(), hint }).at(node.range)
    }

    fn at(mut self, range: Range) -> Self {
        self.0.range.get_or_insert(range);
        self
    }

    /// The mistake lies in this value: unless something smaller is marked, the next pass skips it.
    fn inside(mut self, node: &Node) -> Self {
        self.0.range.get_or_insert(node.place());
        if !self.0.holed {
            node.hole.set(true);
            self.0.holed = true;
        }
        self
    }

    fn of_key(mut self, key: &str) -> Self {
        self.0.key.get_or_insert_with(|| key.to_owned());
        self
    }

    /// The key is unknown: the next pass skips the entry.
    fn at_key(mut self, entry: &Entry) -> Self {
        if let Mistake::UnknownKey { key, known } = &self.0.mistake {
            entry.meant.set(nearest(key, known.iter().copied()));
        }
        entry.hole.set(true);
        self.0.holed = true;
        self.at(entry.key.range)
    }

    /// A missing key stands nowhere: it is told at the first key of its mapping, unless the mapping
    /// shows that it was written and is wrong. The next pass pretends that it is there, so that other
    /// missing keys are told too.
    fn in_mapping(mut self, node: &Node) -> Self {
        let (&Mistake::MissingKey { key }, None) = (&self.0.mistake, self.0.range) else { return self };
        node.missing.borrow_mut().get_or_insert_default().push(key);
        self.0.holed = true;
        if node.attempted(key) {
            self.0.mistake = Mistake::Told;
        } else if let Some(entry) = node.entries().iter().find(|entry| entry.key.value == key) {
            self.0.mistake = Mistake::EmptyKey { key };
            return self.at(entry.key.range);
        }
        self.at(node.place())
    }
}

impl serde::de::Error for Error {
    fn custom<T: Display>(sentence: T) -> Self {
        Self::new(Mistake::Invalid(sentence.to_string()))
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(Mistake::UnknownKey { key: key.to_owned(), known })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(Mistake::MissingKey { key })
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(Mistake::UnknownName { name: name.to_owned(), known })
    }
}

impl std::error::Error for Error {}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.mistake)
    }
}

/// Shows a node to serde.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    /// A value that is no list is shown as a list of one.
    listed: bool,
}

impl<'a> Reader<'a> {
    fn new(node: &'a Node) -> Self {
        Self { node, listed: false }
    }

    fn scalar(self, expected: &'static str) -> Result<&'a Scalar, Error> {
        match &self.node.value {
            Value::Scalar(scalar) => Ok(scalar),
            _ => Err(Error::wrong_type(expected, self.node, None)),
        }
    }

    fn text(self) -> Result<&'a str, Error> {
        let scalar = self.scalar("text")?;
        let quote = "Put it into quotation marks.";
        match scalar.style {
            Style::Plain if self.node.is_null() => Err(Error::wrong_type("text", self.node, None)),
            Style::Plain | Style::Text => Ok(&scalar.text),
            Style::Null => Err(Error::wrong_type("text", self.node, None)),
            _ => Err(Error::wrong_type("text", self.node, Some(quote))),
        }
    }

    fn integer<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.scalar("a whole number")?.resolve() {
            Core::Int(number) => visitor.visit_i64(number).map_err(|e: Error| e.at(self.node.range)),
            _ => Err(Error::wrong_type("a whole number", self.node, None)),
        }
    }

    fn mapping<'de, V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Mapping(entries) = &self.node.value else {
            return Err(Error::wrong_type("a mapping", self.node, None));
        };
        let missing = self.node.missing.borrow().as_deref().cloned().unwrap_or_default();
        let pretending = !missing.is_empty();
        let access = Entries { rest: entries.iter(), missing: missing.into_iter(), current: None, fields };
        let value = visitor.visit_map(access).map_err(|error| error.in_mapping(self.node))?;
        if pretending { Err(Error::new(Mistake::Told)) } else { Ok(value) }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.mapping(&[], visitor),
            Value::Scalar(scalar) => match scalar.resolve() {
                Core::Null => visitor.visit_unit(),
                Core::Bool(truth) => visitor.visit_bool(truth),
                Core::Int(number) => visitor.visit_i64(number),
                Core::Float(number) => visitor.visit_f64(number),
                Core::Text(text) => visitor.visit_str(text),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected = "`true` or `false`";
        let scalar = self.scalar(expected)?;
        match scalar.resolve() {
            Core::Bool(truth) => visitor.visit_bool(truth),
            _ => {
                let hint = match scalar.style {
                    Style::Plain => {
                        Some("YAML 1.2 has no other words for it: not `yes`, `no`, `on` or `off`.")
                    }
                    Style::Text => Some("Write it without quotation marks."),
                    _ => None,
                };
                Err(Error::wrong_type(expected, self.node, hint))
            }
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.integer(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?).map_err(|e: Error| e.at(self.node.range))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(Self { listed: name == ONE_OR_MANY, ..self })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Sequence(items) => visitor.visit_seq(Items(items.iter().map(|item| &**item))),
            _ if self.listed => visitor.visit_seq(Items(std::iter::once(self.node))),
            Value::Scalar(_) => {
                Err(Error::wrong_type("a list", self.node, Some("A list of one is written `[one]`.")))
            }
            Value::Mapping(_) => Err(Error::wrong_type("a list", self.node, None)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.mapping(&[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            return visitor.visit_map(Place { node: self.node, step: 0 });
        }
        match (&self.node.value, fields.first()) {
            (Value::Scalar(_), Some(first)) if name.starts_with(SCALAR_OR) => {
                visitor.visit_map(First { key: Some(first), node: self.node })
            }
            (Value::Sequence(_), _) if name.starts_with(SCALAR_OR) => {
                Err(Error::wrong_type("text or a mapping", self.node, None))
            }
            _ => self.mapping(fields, visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // A value that is pretended has no place, and any name will do for it.
        let pretended = variants.first().copied().filter(|_| self.node.range == Range::default());
        let name = pretended.map_or_else(|| self.text(), Ok)?;
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        visitor.visit_enum(name).map_err(|error| error.at(self.node.range))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

struct Items<I>(I);

impl<'de, 'a, I: Iterator<Item = &'a Node>> SeqAccess<'de> for Items<I> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.0.find(|node| !node.hole.get()) else { return Ok(None) };
        seed.deserialize(Reader::new(node)).map(Some).map_err(|error| error.inside(node))
    }
}

struct Entries<'a> {
    rest: std::slice::Iter<'a, Entry>,
    /// Keys that are pretended to be there.
    missing: std::vec::IntoIter<&'static str>,
    current: Option<&'a Entry>,
    /// The keys that the reader knows; none where all are welcome.
    fields: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let fields = self.fields;
        let seen = |entry: &&Entry| {
            let given = !entry.value.is_null() || !fields.contains(&entry.key.value.as_str());
            given && !entry.hole.get() && !entry.value.hole.get()
        };
        let Some(entry) = self.rest.find(seen) else {
            let pretended = self.missing.next().map(BorrowedStrDeserializer::<Error>::new);
            return pretended.map(|key| seed.deserialize(key)).transpose();
        };
        self.current = Some(entry);
        let key: StrDeserializer<'_, Error> = entry.key.value.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|error| error.at_key(entry))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some(entry) = self.current.take() else {
            return seed.deserialize(Reader::new(&Node::scalar(Range::default(), PRETENDED, Style::Plain)));
        };
        seed.deserialize(Reader::new(&entry.value))
            .map_err(|error| error.inside(&entry.value).of_key(&entry.key.value))
    }
}

/// A scalar shown as a mapping of one key.
struct First<'a> {
    key: Option<&'static str>,
    node: &'a Node,
}

impl<'de> MapAccess<'de> for First<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(key) = self.key.take() else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::<Error>::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Reader::new(self.node))
    }
}

/// A value shown with its place, as [`crate::diag::Spanned`] asks.
struct Place<'a> {
    node: &'a Node,
    step: usize,
}

impl<'de> MapAccess<'de> for Place<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(key) = SPANNED_FIELDS.get(self.step) else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::<Error>::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.step += 1;
        match self.step {
            1 => seed.deserialize(U32Deserializer::new(self.node.range.start)),
            2 => seed.deserialize(U32Deserializer::new(self.node.range.end)),
            _ => seed.deserialize(Reader::new(self.node)),
        }
    }
}
