//! The judge, judged: for each rule at least one answer that it takes and one that it refuses.

mod apply;
mod plan;
mod proposed;
mod table;
