//! Reads server-sent events from an answer that does not end.

use std::{collections::VecDeque, time::Duration};

use reqwest::Response;
use tokio::time::timeout;

/// A stream without a byte for so long is dead: a pulled cable sends nothing.
/// The server sends a comment line every 2 s.
const SILENCE_LIMIT: Duration = Duration::from_secs(5);

/// Longest line and longest event. Bytes; the largest view of an office with
/// 600 visits has a third of it.
const BYTES_MAX: usize = 1 << 20;

/// Why no further event will come.
#[derive(Debug, thiserror::Error)]
pub(super) enum Silence {
    #[error("the server ended the stream")]
    Ended,
    #[error("the connection broke")]
    Broken,
    #[error("no heartbeat")]
    NoHeartbeat,
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// A line or event larger than any view.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line or event of more than {BYTES_MAX} bytes")]
pub(super) struct TooLarge;

/// The events of one answer.
pub(super) struct Events {
    response: Response,
    parser: Parser,
    ready: VecDeque<String>,
}

impl Events {
    pub(super) fn new(response: Response) -> Self {
        Self {
            response,
            parser: Parser::default(),
            ready: VecDeque::new(),
        }
    }

    /// The data of the next event.
    pub(super) async fn next(&mut self) -> Result<String, Silence> {
        loop {
            if let Some(data) = self.ready.pop_front() {
                return Ok(data);
            }
            match timeout(SILENCE_LIMIT, self.response.chunk()).await {
                Ok(Ok(Some(bytes))) => self.parser.feed(&bytes, &mut self.ready)?,
                Ok(Ok(None)) => return Err(Silence::Ended),
                Ok(Err(_)) => return Err(Silence::Broken),
                Err(_) => return Err(Silence::NoHeartbeat),
            }
        }
    }
}

/// Cuts bytes into lines and lines into events. Knows `data` and comments;
/// other fields mean nothing to us. Lines end with LF or CR LF.
#[derive(Default)]
struct Parser {
    line: Vec<u8>,
    data: Option<String>,
}

impl Parser {
    fn feed(&mut self, mut bytes: &[u8], ready: &mut VecDeque<String>) -> Result<(), TooLarge> {
        while let Some(end) = bytes.iter().position(|b| *b == b'\n') {
            self.append(&bytes[..end])?;
            bytes = &bytes[end + 1..];
            self.end_line(ready)?;
        }
        self.append(bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        if self.line.len() + bytes.len() > BYTES_MAX {
            return Err(TooLarge);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, ready: &mut VecDeque<String>) -> Result<(), TooLarge> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        if line.is_empty() {
            ready.extend(self.data.take());
            return Ok(());
        }
        let Some(value) = line.strip_prefix(b"data:") else {
            return Ok(());
        };
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        match &mut self.data {
            None => self.data = Some(value.into_owned()),
            Some(data) if data.len() + value.len() < BYTES_MAX => {
                data.push('\n');
                data.push_str(&value);
            }
            Some(_) => return Err(TooLarge),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(chunks: &[&[u8]]) -> Result<Vec<String>, TooLarge> {
        let mut parser = Parser::default();
        let mut ready = VecDeque::new();
        for chunk in chunks {
            parser.feed(chunk, &mut ready)?;
        }
        Ok(ready.into())
    }

    #[test]
    fn events_may_be_cut_anywhere() {
        let text = ": hello\r\nevent: view\nid: 7\ndata: {\"ä\":\n: beat\ndata:1}\n\n\ndata: x\n\n"
            .as_bytes();
        for cut in 0..text.len() {
            let (a, b) = text.split_at(cut);
            assert_eq!(
                parse(&[a, b]).unwrap(),
                ["{\"ä\":\n1}", "x"],
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn an_event_without_its_empty_line_is_not_complete() {
        assert!(parse(&[b"data: x\n"]).unwrap().is_empty());
    }

    #[test]
    fn endless_lines_and_events_are_refused() {
        let line = vec![b'x'; BYTES_MAX / 2 + 1];
        assert_eq!(parse(&[&line, &line]), Err(TooLarge));
        let data: Vec<u8> = [b"data:", &line[..], b"\n"].concat();
        assert_eq!(parse(&[&data, &data]), Err(TooLarge));
    }
}
