//! `opsec passphrase --dice`: the words of the printed list, rolls as people write them, and what is asked again.

use std::time::Instant;

use tempfile::TempDir;

use crate::support::files::file;
use crate::support::program::{MISUSED, opsec, refused, run, stderr, stdout};
use crate::support::terminal::Terminal;

/// A list for two dice, sorted by its words and not by its numbers; `Internet` is there twice.
fn numbered(folder: &TempDir) -> String {
    let mut lines = Vec::new();
    for number in 0..36 {
        let (one, two) = (number / 6 + 1, number % 6 + 1);
        lines.push(match (one, two) {
            (4, 1) => "41\tinternet\n".to_owned(),
            (4, 2) => "42\tInternet\n".to_owned(),
            _ => format!("{one}{two}\tword{}{}\n", 7 - two, 7 - one),
        });
    }
    lines.reverse();
    file(folder, "numbered", lines.concat())
}

#[test]
fn rolls_choose_the_word_that_is_printed_beside_them() {
    let folder = TempDir::new().unwrap();
    let list = numbered(&folder);
    let output = run(&["passphrase", "--list", &list, "--words", "4", "--dice"], "11 66\n42 1 2 4 1 6 1");
    assert_eq!(stdout(&output), "word66 word11 word56 Internet\n", "{}", stderr(&output));
    assert!(
        stderr(&output)
            .contains("4 2 → Internet, which is in the list more often than other words: roll again")
    );
    // 35 words, and each as likely as the others.
    assert!(stderr(&output).contains(&format!("{:.1} bits", 4.0 * 35_f64.log2())), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 word in"), "{}", stderr(&output));
}

#[test]
fn each_roll_of_a_list_for_other_dice_is_looked_up_too() {
    let folder = TempDir::new().unwrap();
    let list = file(&folder, "twenty", "2-20 pardon\n1-1 limited\n20-3 dragon\n");
    let output = run(&["passphrase", "--list", &list, "--words", "3", "--dice", "20"], "1 1\n2-20 20,3");
    assert_eq!(stdout(&output), "limited pardon dragon\n", "{}", stderr(&output));
    let output = run(&["passphrase", "--list", &list, "--words", "1", "--dice"], "1 1");
    assert_eq!(output.status.code(), Some(MISUSED));
    assert!(stderr(&output).contains("numbered for dice with 20 sides, not 6"), "{}", stderr(&output));
    assert!(stderr(&output).contains("Use --dice 20"), "{}", stderr(&output));
    let partly = file(&folder, "partly", "11 a\n12 b\nc\n");
    let said = refused(&["passphrase", "--list", &partly, "--dice"], "");
    assert!(said.contains("Only 2 of 3 words in the list have a dice number."), "{said}");
}

#[test]
fn rolls_are_read_as_people_write_them() {
    for rolls in [
        "1 1 1 1 2 6 6 6 6 6",
        "1111266666",
        "11112 66666\n",
        "1,1,1,1,2,6,6,6,6,6",
        "1-1-1-1-2\r\n6-6-6-6-6\r\n",
    ] {
        assert_eq!(
            stdout(&run(&["passphrase", "--words", "2", "--dice", "-q"], rolls)),
            "abdomen zoom\n",
            "{rolls}"
        );
    }
}

#[test]
fn a_bad_roll_from_a_pipe_is_an_error_that_names_its_line() {
    let dice =
        |input: &str| refused(&["passphrase", "--dice"], input).replace("\n  ", " ").replace('\n', " ");
    assert!(dice("1 1 1\n1 7\n").contains("Line 2 of the rolls: A die with 6 sides can't show 7."));
    assert!(dice("1 six\n").contains("Line 1 of the rolls: 's' isn't a number."));
    assert!(dice("\u{1b}[31m").contains("'\\u{1b}' isn't a number."));
    assert!(dice("1 2 3").contains("6 more words need 27 more rolls"));
    let long = "1 ".repeat(40_000);
    assert!(dice(&long).contains("Line 1 of the rolls is longer than 65,536 bytes."));
}

#[test]
fn input_without_an_end_of_line_ends_at_once() {
    let start = Instant::now();
    let zeros = std::fs::File::open("/dev/zero").unwrap();
    let output = opsec(&["passphrase", "--dice"]).stdin(zeros).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("Line 1 of the rolls is longer"), "{}", stderr(&output));
    assert!(start.elapsed().as_secs() < 10);
    let folder = std::fs::File::open("/").unwrap();
    let output = opsec(&["passphrase", "--dice"]).stdin(folder).output().unwrap();
    assert!(stderr(&output).contains("it's a folder"), "{}", stderr(&output));
}

#[test]
fn at_a_terminal_a_bad_roll_is_asked_again_and_no_other_is_lost() {
    let mut terminal = Terminal::run(opsec(&["passphrase", "--words", "2", "--dice"]));
    terminal.wait_for("Type the numbers");
    terminal.type_keys("1 1 1\n1 7\n1 x 3\n1 2 66666\n");
    terminal.wait_for("abdomen zoom");
    let said = terminal.shown();
    assert!(said.contains("A die with 6 sides can't show 7."), "{said}");
    assert!(said.contains("'x' isn't a number."), "{said}");
    assert!(said.contains("Word 1 needs 2 more rolls."), "{said}");
}
