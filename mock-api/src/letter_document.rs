//! The letter of authorization as a PDF document of one page.
//!
//! Names can be of any script, so the characters are drawn from the pixels of GNU Unifont. It covers nearly every script, and needs no
//! font file. The text can be searched and copied. It is printed in the stored order; right-to-left text is not reordered.

use pdf_writer::types::{SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use service::world::cross_connect::CrossConnect;
use service::world::letter::Letter;

/// A4 in points.
const PAGE: Rect = Rect {
    x1: 0.0,
    y1: 0.0,
    x2: 595.0,
    y2: 842.0,
};
/// The box of a character in pixels, two of them below the line.
const LETTER: Rect = Rect {
    x1: 0.0,
    y1: -2.0,
    x2: 16.0,
    y2: 14.0,
};
const FONT: Name<'_> = Name(b"F1");
/// The maximum number of narrow characters on a line. A wide one counts as two.
const LINE: usize = 80;
/// The number of the first object for a character in the document.
const FIRST_LETTER: i32 = 10;

/// Draws the letter of authorization.
pub(crate) fn draw(cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8> {
    let lines: Vec<String> = lines(cross_connect, letter)
        .iter()
        .flat_map(|line| wrapped(line))
        .collect();
    let font = Font::of(&lines);
    let [catalog, pages, page, font_id, content] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(PAGE).parent(pages).contents(content);
    sheet.resources().fonts().pair(FONT, font_id);
    sheet.finish();
    font.write(&mut pdf, font_id, Ref::new(6));
    pdf.stream(content, &text(&lines, &font));
    pdf.finish()
}

fn text(lines: &[String], font: &Font) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text();
    content.set_font(FONT, 11.0).next_line(72.0, 778.0);
    for line in lines {
        content.next_line(0.0, -18.0).show(Str(&font.codes(line)));
    }
    content.end_text();
    content.finish().to_vec()
}

fn lines(cross_connect: &CrossConnect, letter: &Letter) -> Vec<String> {
    vec![
        "LETTER OF AUTHORIZATION".to_owned(),
        String::new(),
        "This letter was made by a mock server. It authorizes nothing.".to_owned(),
        format!("Letter: {} (revision {})", letter.sid, letter.revision),
        format!("Cross connect: {} ({})", cross_connect.unique_name, cross_connect.sid),
        format!("Authorized party: {}", letter.entity),
        format!("Facility: {}", letter.facility),
        format!(
            "Cage {}, patch panel {}, port {}",
            printed(letter.cage.as_ref()),
            printed(letter.patch_panel.as_ref()),
            printed(letter.port.as_ref())
        ),
        format!("Issued on: {}", letter.issued_on),
        format!("Expires on: {}", letter.expires_on),
    ]
}

fn printed(part: Option<&String>) -> &str {
    part.map_or("(not named)", String::as_str)
}

/// A line, split into parts that fit the page.
fn wrapped(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0;
    for letter in line.chars() {
        let width = glyph(letter).get_width() / 8;
        if used + width > LINE {
            parts.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts
}

/// The pixels of a character, or of the replacement character if Unifont does not have it.
fn glyph(letter: char) -> &'static unifont::Glyph {
    const NOTHING: unifont::Glyph = unifont::Glyph::Halfwidth([0; 16]);
    let found = unifont::get_glyph(letter).or_else(|| unifont::get_glyph(char::REPLACEMENT_CHARACTER));
    found.unwrap_or(&NOTHING)
}

/// The characters of a document. The code of each is its place, from 1; characters after the 255th have the code of the first.
struct Font {
    letters: Vec<char>,
}

impl Font {
    fn of(lines: &[String]) -> Self {
        let mut letters = Vec::new();
        for letter in lines.iter().flat_map(|line| line.chars()) {
            if !letters.contains(&letter) && letters.len() < usize::from(u8::MAX) {
                letters.push(letter);
            }
        }
        Self { letters }
    }

    fn coded(&self) -> impl Iterator<Item = (u8, char)> {
        (1..=u8::MAX).zip(self.letters.iter().copied())
    }

    fn codes(&self, text: &str) -> Vec<u8> {
        let code = |letter| self.coded().find(|(_, other)| *other == letter);
        text.chars()
            .map(|letter| code(letter).map_or(1, |(code, _)| code))
            .collect()
    }

    fn write(&self, pdf: &mut Pdf, id: Ref, to_unicode: Ref) {
        let names: Vec<(u8, String)> = self.coded().map(|(code, _)| (code, format!("g{code}"))).collect();
        let place = |code: u8| Ref::new(FIRST_LETTER + i32::from(code));
        let mut font = pdf.type3_font(id);
        font.bbox(LETTER);
        font.matrix([1.0 / 16.0, 0.0, 0.0, 1.0 / 16.0, 0.0, 0.0]);
        font.first_char(1)
            .last_char(u8::try_from(names.len()).unwrap_or(u8::MAX));
        font.widths(self.letters.iter().map(|letter| width(*letter)));
        font.to_unicode(to_unicode);
        let pairs = names.iter().map(|(code, name)| (Name(name.as_bytes()), place(*code)));
        font.char_procs().pairs(pairs);
        let mut encoding = font.encoding_custom();
        encoding
            .differences()
            .consecutive(1, names.iter().map(|(_, name)| Name(name.as_bytes())));
        encoding.finish();
        font.finish();
        let mut cmap = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
        for (code, letter) in self.coded() {
            cmap.pair(code, letter);
            pdf.stream(place(code), &drawn(letter));
        }
        pdf.cmap(to_unicode, &cmap.finish());
    }
}

const SYSTEM: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"UCS"),
    supplement: 0,
};

fn width(letter: char) -> f32 {
    if glyph(letter).is_fullwidth() { 16.0 } else { 8.0 }
}

/// A character, as one bar for each run of pixels in a row.
fn drawn(letter: char) -> Vec<u8> {
    let mut content = Content::new();
    content.start_shape_glyph(width(letter), LETTER.x1, LETTER.y1, width(letter), LETTER.y2);
    for row in 0_u8..16 {
        for (from, length) in runs(glyph(letter), row) {
            let y = LETTER.y2 - 1.0 - f32::from(row);
            content.rect(f32::from(from), y, f32::from(length), 1.0);
        }
    }
    content.fill_nonzero();
    content.finish().to_vec()
}

/// The runs of pixels in a row, each with its start and its length.
fn runs(glyph: &unifont::Glyph, row: u8) -> Vec<(u8, u8)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for column in (0_u8..16).filter(|column| glyph.get_pixel(usize::from(*column), usize::from(row))) {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == column => *length += 1,
            _ => runs.push((column, 1)),
        }
    }
    runs
}
