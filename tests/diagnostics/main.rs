//! What the program says about mistakes: its pages, its formats, its colours and columns.

mod explained;
mod formats;
mod homes;
mod scratch;
mod terminal;
