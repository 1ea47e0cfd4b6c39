//! A page of a list, and the links to its neighbors.

use maud::{Markup, html};

use crate::page::place::Place;

/// The number of rows on a page.
pub(super) const SIZE: usize = 50;

/// The part of a list that a page shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pager {
    number: usize,
    last: usize,
    count: usize,
}

impl Pager {
    /// The page in the query, or the last page of a list with `count` rows.
    pub(super) fn new(place: &Place, count: usize) -> Self {
        let last = count.div_ceil(SIZE).max(1);
        Self {
            number: place.query.page().min(last),
            last,
            count,
        }
    }

    /// The rows of the page.
    pub(super) fn cut<T>(self, rows: impl Iterator<Item = T>) -> Vec<T> {
        rows.skip((self.number - 1) * SIZE).take(SIZE).collect()
    }

    /// The number of rows in the list, with their name.
    pub(super) fn count(self, singular: &str) -> String {
        match self.count {
            1 => format!("1 {singular}"),
            count => format!("{count} {singular}s"),
        }
    }

    /// The links to the neighbors; empty if there are none.
    pub(super) fn links(self, place: &Place) -> Markup {
        html! {
            @if self.last > 1 {
                nav.pager aria-label="Pages of the list" {
                    @if self.number > 1 {
                        a href=(place.numbered(1)) { "First" }
                        a rel="prev" href=(place.numbered(self.number - 1)) { "Previous" }
                    }
                    span { "Page " (self.number) " of " (self.last) }
                    @if self.number < self.last {
                        a rel="next" href=(place.numbered(self.number + 1)) { "Next" }
                        a href=(place.numbered(self.last)) { "Last" }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_and_the_last_one_is_the_end() {
        let on = |page: usize| Pager::new(&Place::read_back(&format!("/_mock/?page={page}")), 120);
        assert_eq!(on(1).cut(0..120), (0..50).collect::<Vec<_>>());
        assert_eq!(on(3).cut(0..120), (100..120).collect::<Vec<_>>());
        assert_eq!(on(99).cut(0..120), on(3).cut(0..120));
        assert_eq!(on(0).cut(0..120), on(1).cut(0..120));
        assert!(Pager::new(&Place::read_back("/_mock/"), 0).cut(0..0).is_empty());
    }
}
