//! Every sentence that the program says to an author: one constructor per problem, a file a stage.

pub mod anchoring;
pub mod checking;
pub mod citing;
pub mod importing;
pub mod linking;
pub mod publishing;
pub mod reading;
pub mod rendering;
pub mod starting;
