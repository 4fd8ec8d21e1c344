//! Views: the same value as text, JSON, Markdown, HTML.
