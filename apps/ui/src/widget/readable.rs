//! Tells iced's operations the words of something that is drawn otherwise.

use iced::Rectangle;
use iced::advanced::widget::Operation;

use super::around::{Around, Forgets, Surrounded};
use crate::Element;

struct Readable {
    words: String,
}

/// Shows `content` and answers to `words` where a test looks for a text: for rich
/// text and figures, which iced's selectors do not see.
pub fn readable<'a, Message: 'a>(
    words: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let content = content.into();
    let around = Readable {
        words: words.into(),
    };
    Surrounded { content, around }.into()
}

impl<Message> Around<Message> for Readable {
    type State = Forgets;

    /// The parts inside are not told: the words stand for all of them.
    fn operate(&self, _: &mut Forgets, bounds: Rectangle, operation: &mut dyn Operation) -> bool {
        operation.text(None, bounds, &self.words);
        false
    }
}
