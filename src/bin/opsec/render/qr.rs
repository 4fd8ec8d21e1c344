//! QR codes for the terminal.

use fast_qr::{ECL, QRBuilder};
use zeroize::Zeroizing;

/// Returns the text as a QR code of half blocks, dark on light as cameras want it; none holds more than 2,953 bytes.
pub(crate) fn terminal(text: &str) -> Option<Zeroizing<String>> {
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    Some(Zeroizing::new(code.to_str() + "\n"))
}
