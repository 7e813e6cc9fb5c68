//! Who no longer fits after a change of plan.

use super::{
    group::Group,
    stretch::{Need, Stretch, connected},
};

/// The indices of the needs, which come in order of precedence, that do not
/// fit together with the kept ones before them; ascending.
pub(super) fn misfits(needs: &[Need], groups: &[Group]) -> Vec<usize> {
    let (mut misfits, mut by_start): (Vec<usize>, Vec<usize>) =
        (0..needs.len()).partition(|i| needs[*i].groups.is_empty());
    by_start.sort_by_key(|i| (needs[*i].span, *i));
    for (_, part) in connected(&by_start, |i| needs[*i].span) {
        let mut part = part.to_vec();
        part.sort_unstable();
        misfits.extend(misfits_of_part(needs, groups, &part));
    }
    misfits.sort_unstable();
    misfits
}

/// The greedy choice. Whatever is part of a feasible set is feasible, so the
/// next one that does not fit is found by halving.
fn misfits_of_part(needs: &[Need], groups: &[Group], part: &[usize]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    let mut misfits = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let fitting = fitting_prefix(needs, groups, &kept, rest);
        kept.extend_from_slice(&rest[..fitting]);
        misfits.extend(rest.get(fitting));
        rest = rest.get(fitting + 1..).unwrap_or_default();
    }
    misfits
}

/// How many of the first of `rest` fit together with the kept ones.
fn fitting_prefix(needs: &[Need], groups: &[Group], kept: &[usize], rest: &[usize]) -> usize {
    let fits = |count: usize| {
        let together = kept.iter().chain(&rest[..count]);
        are_assignable(together.map(|i| &needs[*i]).collect(), groups)
    };
    if fits(rest.len()) {
        return rest.len();
    }
    let (mut fit, mut misfit) = (0, rest.len());
    while fit + 1 < misfit {
        let middle = fit.midpoint(misfit);
        if fits(middle) {
            fit = middle;
        } else {
            misfit = middle;
        }
    }
    fit
}

fn are_assignable(mut needs: Vec<&Need>, groups: &[Group]) -> bool {
    needs.sort_by_key(|need| need.span);
    connected(&needs, |need| need.span)
        .all(|(span, part)| Stretch::new(span, part, groups).is_feasible())
}
