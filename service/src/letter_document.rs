//! The letter of authorization as a PDF document of one page.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

use crate::world::cross_connect::CrossConnect;
use crate::world::letter::Letter;

/// A4 in points.
const PAGE: Rect = Rect {
    x1: 0.0,
    y1: 0.0,
    x2: 595.0,
    y2: 842.0,
};
const FONT: Name<'_> = Name(b"F1");

/// Draws the letter.
pub(crate) fn draw(cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8> {
    let [catalog, pages, page, font, content] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(PAGE).parent(pages).contents(content);
    sheet.resources().fonts().pair(FONT, font);
    sheet.finish();
    pdf.type1_font(font)
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.stream(content, &text(cross_connect, letter));
    pdf.finish()
}

fn text(cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text();
    content
        .set_font(FONT, 16.0)
        .next_line(72.0, 760.0)
        .show(Str(b"Letter of Authorization"));
    content.set_font(FONT, 11.0).set_leading(18.0).next_line(0.0, -12.0);
    for line in lines(cross_connect, letter) {
        content.next_line(0.0, -18.0).show(Str(&latin(&line)));
    }
    content.end_text();
    content.finish().to_vec()
}

fn lines(cross_connect: &CrossConnect, letter: &Letter) -> Vec<String> {
    vec![
        "This letter was made by a mock server. It authorizes nothing.".to_owned(),
        format!("Letter: {} (revision {})", letter.sid, letter.revision),
        format!("Cross connect: {} ({})", cross_connect.unique_name, cross_connect.sid),
        format!("Authorized party: {}", letter.entity),
        format!("Facility: {}", letter.facility),
        format!(
            "Cage {}, patch panel {}, port {}",
            letter.cage, letter.patch_panel, letter.port
        ),
        format!("Issued: {}", letter.issued_at),
        format!("Expires: {}", letter.expires_at),
    ]
}

/// The text in the encoding of the font; what it does not have becomes a question mark.
fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?'))
        .collect()
}
