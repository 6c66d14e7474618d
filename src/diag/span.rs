//! Places in inputs.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A range of bytes in one input, end exclusive. A range may be empty: a place between two bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    pub start: u32,
    pub end: u32,
}

impl Range {
    /// The range of the given byte offsets. Inputs are refused above 4 GiB long before, so an offset
    /// that does not fit is clamped and not an error.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The same range counted from a place `offset` bytes earlier: for text cut out of a file.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    pub fn usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A range of bytes in a named input.
///
/// A span holds its path and no number of a file: numbers shift when a file is added, and would
/// poison what is remembered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The input's path from the site's folder, with `/` between its parts on every system.
    pub path: Arc<str>,
    pub range: Range,
}

impl Span {
    pub fn new(path: &Arc<str>, range: Range) -> Self {
        Self { path: Arc::clone(path), range }
    }

    /// The very beginning of a file: for what concerns it as a whole.
    pub fn start_of(path: &Arc<str>) -> Self {
        Self::new(path, Range::default())
    }
}

/// A value and where it stands in its input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    pub value: T,
    pub range: Range,
}

impl Spanned<String> {
    /// The place of a part of a text: exact where the input spells the text as it is, otherwise that of
    /// the whole.
    pub fn within(&self, part: std::ops::Range<usize>, input: &str) -> Range {
        let spelled = input.get(self.range.usize()).and_then(|text| text.find(&self.value));
        match spelled {
            Some(start) => Range::new(part.start, part.end).shifted(self.range.start as usize + start),
            None => self.range,
        }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The name by which a [`Spanned`] asks a deserializer for the place of a value; its fields follow.
/// Only [`crate::text`]'s deserializer answers.
pub const SPANNED: &str = "$Spanned";
pub const SPANNED_FIELDS: [&str; 3] = ["$start", "$end", "$value"];

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(SPANNED, &SPANNED_FIELDS, SpannedVisitor(PhantomData))
    }
}

/// A place is nothing that an author writes.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        map.next_key::<&str>()?;
        let start = map.next_value()?;
        map.next_key::<&str>()?;
        let end = map.next_value()?;
        map.next_key::<&str>()?;
        let value = map.next_value()?;
        Ok(Spanned { value, range: Range { start, end } })
    }
}
