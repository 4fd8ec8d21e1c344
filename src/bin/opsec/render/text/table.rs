//! Tables in columns of text; on a narrow screen one block below the other.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use opsec::text::sanitize;

use super::super::document::{Axis, Meaning, Table};
use super::super::layout::paragraph;
use super::Writer;

/// One line below the heading, and room between columns: nothing that a screen reader would spell.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));
/// Columns of the labels at the left of a table that is stacked by its columns, margins included.
const LABELS: u16 = 20;
/// On a narrower page than this, columns would break words: a block for each row or column is easier to read.
const SIDE_BY_SIDE: usize = 72;
/// No column is wider than this.
const WIDEST: u16 = 30;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if self.style.width < SIDE_BY_SIDE {
            self.stacked(table);
            return;
        }
        let mut drawn = comfy_table::Table::new();
        drawn
            .set_width(u16::try_from(self.style.width).unwrap_or(80))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .load_style(STYLE)
            .set_header(table.header.iter().map(|cell| sanitize(cell)));
        for row in &table.rows {
            drawn.add_row(row.iter().map(|cell| sanitize(cell)));
        }
        if table.stacked_by == Axis::Column {
            let count = u16::try_from(table.header.len().saturating_sub(1)).unwrap_or(1).max(1);
            let width = u16::try_from(self.style.width).unwrap_or(80);
            let each = Width::Fixed((width.saturating_sub(LABELS) / count).min(WIDEST));
            let mut constraints = vec![ColumnConstraint::Absolute(Width::Fixed(LABELS))];
            constraints.extend(std::iter::repeat_n(ColumnConstraint::UpperBoundary(each), count.into()));
            drawn.set_constraints(constraints);
            // Every column of text counts here.
            for column in drawn.column_iter_mut() {
                column.set_padding((0, 1));
            }
        }
        for line in drawn.lines() {
            self.line(line.trim_end());
        }
    }

    /// Each row, or each column, as a heading with its cells below.
    fn stacked(&mut self, table: &Table) {
        let turned: Vec<Vec<String>>;
        let (header, rows) = match table.stacked_by {
            Axis::Row => (table.header.clone(), &table.rows),
            Axis::Column => {
                turned = (1..table.header.len())
                    .map(|column| {
                        let cells = table.rows.iter().map(|row| row.get(column).cloned().unwrap_or_default());
                        std::iter::once(table.header[column].clone()).chain(cells).collect()
                    })
                    .collect();
                let labels = table.rows.iter().map(|row| row.first().cloned().unwrap_or_default());
                (std::iter::once(String::new()).chain(labels).collect(), &turned)
            }
        };
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.line("");
            }
            let name = paragraph(self.style, "", "", &sanitize(row.first().map_or("", String::as_str)));
            self.painted(Meaning::Strong, &name);
            for (label, cell) in header.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
                let text =
                    if label.is_empty() { sanitize(cell) } else { sanitize(&format!("{label}: {cell}")) };
                self.line(&paragraph(self.style, "  ", "    ", &text));
            }
        }
    }
}
