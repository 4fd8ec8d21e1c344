//! Answers of the check service that are not HTTP/1, byte for byte.

/// Every mode there is.
pub(crate) const MODES: &[&str] =
    &["h2", "http09", "chunks", "chunk-huge", "headers", "escape", "two-lengths", "two-framings", "status"];

/// The answer in this mode, or with this status; none if it is no such mode.
pub(crate) fn answer(mode: &str) -> Option<Vec<u8>> {
    let start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let body = r#"{"IsTor":true,"IP":"198.51.100.1"}"#;
    let text = match mode {
        // The frames SETTINGS and GOAWAY (RFC 9113, section 4.1), as a server that knows only HTTP/2 begins.
        "h2" => {
            let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
            let goaway = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
            return Some([&settings[..], &goaway].concat());
        }
        "http09" => body.to_owned(),
        "chunks" => format!("{start}Transfer-Encoding: chunked\r\n\r\nzz\r\n{body}\r\n0\r\n\r\n"),
        "chunk-huge" => format!("{start}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{body}"),
        "headers" => {
            let flood = "X-Flood: more\r\n".repeat(10_000);
            format!("{start}{flood}\r\n{body}")
        }
        "escape" => format!("{start}X-\u{1b}[31m: red\r\nContent-Length: {}\r\n\r\n{body}", body.len()),
        "two-lengths" => format!("{start}Content-Length: 34\r\nContent-Length: 3\r\n\r\n{body}"),
        "two-framings" => format!("{start}Content-Length: x\r\n\r\n{body}"),
        "status" => format!("HTTP/1.1 20 OK\r\n\r\n{body}"),
        _ => {
            let status: u16 = mode.parse().ok()?;
            let rest = "Location: https://check.example/\r\nContent-Length: 34\r\n\r\n";
            format!("HTTP/1.1 {status} So\r\n{rest}{body}")
        }
    };
    Some(text.into_bytes())
}
