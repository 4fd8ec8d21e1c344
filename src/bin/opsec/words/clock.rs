//! What can go wrong with the date.

sentences! {
    fn not_a_date() -> &'static str { English => "OPSEC_AS_OF isn't a date." }
    fn not_a_date_hint() -> &'static str { English => "Write it as YYYY-MM-DD, or unset it." }
    fn out_of_range() -> &'static str { English => "OPSEC_AS_OF is out of range." }
}
