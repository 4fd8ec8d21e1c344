//! The sentences about texts that cannot be names.

use opsec::text::name::{LONGEST_NAME, Unfit};

sentences! {
    fn unfit(why: Unfit) -> String {
        English => match why {
            Unfit::Empty => "a name is missing".to_owned(),
            Unfit::Steers => {
                "a name contains a control character, or one that reverses text; type it again".to_owned()
            }
            Unfit::Long => format!("a name is longer than {LONGEST_NAME} characters"),
        }
    }
}
