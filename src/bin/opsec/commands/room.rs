//! `opsec room`: private room names.

use opsec::passphrase::{Case, Recipe, Separator, read_back};
use opsec::room::{LEAPCHAT_BASE, LEAPCHAT_WORDS, RoomError, base, leapchat_id, name_problem};
use opsec::wordlist::{KNOWN, WordList, known};
use zeroize::Zeroizing;

use crate::cli::room::{CheckArguments, Form, NewArguments, RoomArguments, RoomCommand};
use crate::outcome::{Context, Failure, Outcome, Result};
use crate::render::passphrase::{one_phrase, power};
use crate::render::room::{Checked, Room};
use crate::report::{Format, Report};
use crate::secret;
use crate::ui::{Ui, read_secret, sanitize};

/// Bits below which a room's name is weak: whoever can try names without limit finds it.
const WEAK_BITS: f64 = 64.0;

pub(crate) fn run(arguments: &RoomArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    match &arguments.command {
        RoomCommand::New(arguments) => new(arguments, format, ui),
        RoomCommand::Check(arguments) => check(arguments, format),
    }
}

fn new(arguments: &NewArguments, format: Format, ui: &Ui) -> Result<Report> {
    let leapchat = arguments.form == Form::Leapchat;
    if !leapchat && (arguments.pincode || arguments.id) {
        return Err(Failure::new("--pincode and --id are for LeapChat rooms.")
            .hint("Leave out --form, or these options."));
    }
    let base = address(arguments)?;
    let words = known("eff-short-2").map(WordList::bundled).expect("EFF short 2 is bundled");
    let separator = Separator::Text(if leapchat { "" } else { "-" }.to_owned());
    if arguments.words > 200 {
        return Err(Failure::new("A room name has at most 200 words; links grow too long to be opened."));
    }
    let recipe = Recipe::new(&words, arguments.words, separator, Case::Title)
        .map_err(|_| Failure::new("A room needs at least one word.").hint("LeapChat itself uses 25."))?;
    let mut name = one_phrase(&recipe).context("Could not make a room name")?;
    let bits = recipe.bits();
    let words_said = crate::words::common::words(ui.language(), arguments.words);
    ui.say(&format!("{words_said} of EFF short 2: {bits:.1} bits, {} equally likely names.", power(bits)));
    if bits < WEAK_BITS {
        ui.warn(&format!("a room of {bits:.0} bits can be found by trying names. Use seven words or more."));
    }
    let pincode = arguments.pincode.then(|| pincode(&words)).transpose()?;
    if let Some(pincode) = &pincode {
        // LeapChat asks for the pincode because the name ends so, and joins the two.
        let mut longer = Zeroizing::new(String::with_capacity(name.len() + 2));
        longer.push_str(&name);
        longer.push_str("--");
        name = longer;
        ui.say(&format!("pincode: {}   (tell it another way than the link)", pincode.as_str()));
    }
    explain(ui, arguments.form, base.as_deref());
    let id = arguments.id.then(|| {
        let mut key = Zeroizing::new(String::with_capacity(name.len() + 128));
        key.push_str(&name);
        key.push_str(pincode.as_ref().map_or("", |pincode| pincode.as_str()));
        leapchat_id(&key)
    });
    if let Some(id) = &id {
        ui.say(&format!("room id: {id}"));
    }
    let mut link = Zeroizing::new(String::with_capacity(name.len() + 2048));
    match (arguments.form, &base) {
        (Form::Leapchat, Some(base)) => link.extend([base.as_str(), "/#", &name]),
        (Form::Path, Some(base)) => link.extend([base.as_str(), "/", &name]),
        _ => link.push_str(&name),
    }
    Ok(Report::view(Room { link, pincode, id, words: arguments.words, bits, qr: arguments.qr }, format))
}

fn address(arguments: &NewArguments) -> Result<Option<String>> {
    let given = match (arguments.form, arguments.base_url.as_deref()) {
        (Form::Name, None) => return Ok(None),
        (Form::Name, Some(_)) => {
            return Err(
                Failure::new("--form name makes a name without an address.").hint("Leave out --base-url.")
            );
        }
        (Form::Leapchat, None) => LEAPCHAT_BASE,
        (Form::Path, None) => {
            return Err(Failure::new("--form path needs the address of a service.")
                .hint("For example --base-url https://meet.jit.si"));
        }
        (_, Some(address)) => address,
    };
    if given.len() > 1000 {
        return Err(Failure::new("The address of the service is longer than 1000 bytes."));
    }
    base(given).map(|base| Some(base.to_owned())).ok_or_else(|| {
        Failure::new(format!("'{}' is not the address of a service.", sanitize(given)))
            .hint("It begins with https://, and has no spaces, no ? and no # in it.")
    })
}

/// LeapChat suggests two words for a pincode.
fn pincode(words: &WordList) -> Result<Zeroizing<String>> {
    let recipe = Recipe::new(words, 2, Separator::Text(String::new()), Case::Title)
        .map_err(|_| Failure::new("No pincode."))?;
    one_phrase(&recipe).context("Could not make a pincode")
}

fn explain(ui: &Ui, form: Form, base: Option<&str>) {
    match form {
        Form::Leapchat => {
            ui.say("Nobody guesses this room. But a link is no lock: whoever gets it reads everything, writes under any \
                    name and can delete it. It cannot be changed; make a new room for each conversation.");
            ui.say("LeapChat keeps messages up to 90 days. Its code has slept since 2023-09-06 (github.com/cryptag/leapchat); \
                    whether the public server still runs was not checked. For lasting chats: opsec rate signal");
            if base.is_some_and(|base| base != LEAPCHAT_BASE) {
                ui.say("Your own LeapChat must allow its address in CheckOrigin (miniware.go), or browsers are refused.");
            }
        }
        Form::Path => ui.say(
            "Nobody guesses this room. But the service sees the name, links are copied, and whoever has it can come in: \
             set a password or a waiting room there too.",
        ),
        Form::Name => ui.say("Nobody guesses this name. Whoever gets it can come in."),
    }
}

fn check(_: &CheckArguments, format: Format) -> Result<Report> {
    let typed = read_secret("Room name or link (not shown): ")?;
    let typed = typed.trim();
    let (form, name) = take_apart(typed);
    let kind = match form {
        Form::Leapchat => opsec::room::Form::LeapChat,
        Form::Path => opsec::room::Form::Path,
        Form::Name => opsec::room::Form::Name,
    };
    let pincode = form == Form::Leapchat && name.ends_with("--");
    let bare = name.trim_end_matches('-');
    let problem = name_problem(if pincode { bare } else { name }, kind);
    let mut readings: Vec<_> = KNOWN
        .iter()
        .filter_map(|known| {
            let list = WordList::bundled(known);
            read_back(&list, bare)
                .map(|reading| (known.name, reading.places.len(), list.bits_per_word(), list.len()))
        })
        .collect();
    readings.sort_by_key(|(.., size)| *size);
    #[expect(clippy::cast_precision_loss, reason = "a typed name has few words")]
    let found = readings.first().map(|(name, words, bits, _)| (*name, *words, *words as f64 * bits));
    let id = (form == Form::Leapchat && !pincode && problem.is_none()).then(|| leapchat_id(name));
    let weak = found.is_none_or(|(.., bits)| bits < WEAK_BITS);
    let usual = found.is_some_and(|(list, words, _)| list == "EFF short 2" && words == LEAPCHAT_WORDS);
    let outcome = if weak || problem.is_some() { Outcome::No } else { Outcome::Yes };
    Ok(Report::view(Checked { form, found, id, pincode, problem: problem.map(told), weak, usual }, format)
        .outcome(outcome))
}

/// A link of LeapChat has its name after `#`, others have it last in the path.
fn take_apart(typed: &str) -> (Form, &str) {
    if let Some((_, name)) = typed.split_once('#') {
        return (Form::Leapchat, name);
    }
    match typed.split_once("://") {
        Some((_, rest)) => {
            (Form::Path, rest.trim_end_matches('/').rsplit_once('/').map_or("", |(_, name)| name))
        }
        None => (Form::Name, typed),
    }
}

fn told(problem: RoomError) -> &'static str {
    match problem {
        RoomError::Empty => "there is no name in it",
        RoomError::NotPlainAscii => {
            "it holds something else than letters, digits and hyphens, which browsers change each in its own way"
        }
        RoomError::EndsInHyphen => "it ends in a hyphen, which LeapChat takes for a request of its own",
        RoomError::Query => "it holds a question mark; what follows is sent to the server",
    }
}
