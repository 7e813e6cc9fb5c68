//! Which rows stand on which page. Rows are paged and never scrolled, so their
//! heights must be known beforehand.

use std::ops::Range;

/// Most rows of a page (requirement B20: six choices).
pub(super) const ROWS_MAX: usize = 6;

/// Splits rows of these heights into pages. `first` is the height of the first page,
/// where one more row stands, `other` that of the others. A page has at least one row.
pub(super) fn pages(heights: &[f32], gap: f32, first: f32, other: f32) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    while start < heights.len() {
        let room = if start == 0 { first } else { other };
        let mut used = 0.0;
        let mut end = start;
        while end < heights.len() && end - start < ROWS_MAX {
            let with_next = used + heights[end] + if end > start { gap } else { 0.0 };
            if end > start && with_next > room {
                break;
            }
            used = with_next;
            end += 1;
        }
        pages.push(start..end);
        start = end;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn six_rows_at_most_and_all_rows_once() {
        let found = pages(&[100.0; 20], 10.0, 5000.0, 5000.0);
        assert_eq!(found, [0..6, 6..12, 12..18, 18..20]);
        assert!(pages(&[], 10.0, 500.0, 500.0).is_empty());
    }

    #[test]
    fn higher_rows_make_more_pages() {
        let found = pages(&[100.0, 200.0, 100.0, 100.0, 100.0], 10.0, 310.0, 320.0);
        assert_eq!(found, [0..2, 2..5]);
    }

    #[test]
    fn a_row_that_never_fits_has_a_page_of_its_own() {
        assert_eq!(
            pages(&[900.0, 10.0, 900.0], 10.0, 100.0, 100.0),
            [0..1, 1..2, 2..3]
        );
    }
}
