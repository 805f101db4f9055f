//! Throws tokens at the attribute: whatever comes in, it does not panic, what comes out can be parsed, and it is quick.
//!
//! The stages of coro-macros are compiled in, since a procedural macro can be called by the compiler alone.

#![allow(unreachable_pub, reason = "the stages are at home elsewhere")]

// The stages ask it whether a compiler is around; there is none.
extern crate proc_macro;

use std::{
    panic::{AssertUnwindSafe, catch_unwind, set_hook},
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::Parser;
use proc_macro2::TokenStream;
use syn::visit::Visit;

use tokens::{Tokens, simpler};

#[path = "../../../coro-macros/src/check.rs"]
mod check;
#[path = "../../../coro-macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../../coro-macros/src/emit/mod.rs"]
mod emit;
#[path = "../../../coro-macros/src/expand.rs"]
mod expand;
#[path = "../../../coro-macros/src/in_place.rs"]
mod in_place;
#[path = "../../../coro-macros/src/mentions.rs"]
mod mentions;
#[path = "../../../coro-macros/src/moves/mod.rs"]
mod moves;
#[path = "../../../coro-macros/src/names.rs"]
mod names;
#[path = "../../../coro-macros/src/normalize/mod.rs"]
mod normalize;
#[path = "../../../coro-macros/src/parse/mod.rs"]
mod parse;
#[path = "../../../coro-macros/src/plan/mod.rs"]
mod plan;
#[path = "../../../coro-macros/src/suspend.rs"]
mod suspend;
#[path = "../../../coro-macros/src/text.rs"]
mod text;
mod tokens;
#[path = "../../../coro-macros/src/types/mod.rs"]
mod types;
#[path = "../../../coro-macros/src/walk.rs"]
mod walk;

#[derive(Parser)]
#[command(about = "Random and mutated tokens through the stages of the attribute")]
struct Arguments {
    /// What everything is drawn from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How long it goes on
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Expands one body of so many statements instead, which may take half a minute
    #[arg(long)]
    statements: Option<usize>,
}

/// What stands in the attribute, and below it.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    arguments: TokenStream,
    item: TokenStream,
}

/// An input of at most a few hundred tokens may take so long, in a debug build on a busy machine.
const SLOW: Duration = Duration::from_secs(5);

/// Whether the compiler would have read the item. syn takes `fn f<_>()` for one.
fn is_item(item: &TokenStream) -> bool {
    struct Nameless(bool);
    impl<'ast> Visit<'ast> for Nameless {
        fn visit_type_param(&mut self, param: &'ast syn::TypeParam) {
            self.0 |= param.ident == "_";
        }
    }
    let mut nameless = Nameless(false);
    syn::parse2::<syn::Item>(item.clone()).iter().for_each(|item| nameless.visit_item(item));
    !nameless.0
}

/// What is wrong with what comes of an input, if anything is.
fn fault(input: &Input) -> Option<String> {
    let start = Instant::now();
    let expanded =
        catch_unwind(AssertUnwindSafe(|| expand::expand(input.arguments.clone(), input.item.clone())));
    let took = start.elapsed();
    let output = match expanded {
        Ok(output) => output,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("without a message");
            return Some(format!("it panics: {text}"));
        }
    };
    if let Err(error) = syn::parse2::<syn::File>(output)
        && is_item(&input.item)
    {
        return Some(format!("what comes out cannot be parsed: {error}"));
    }
    (took > SLOW).then(|| format!("it takes {took:?}"))
}

/// The smallest input found that has a fault of the same kind.
fn smallest(mut input: Input, fault_of: &str) -> Input {
    let kind = |text: &str| text.split(':').next().map(str::to_owned);
    while let Some(smaller) = simpler(&input)
        .into_iter()
        .find(|smaller| fault(smaller).is_some_and(|text| kind(&text) == kind(fault_of)))
    {
        input = smaller;
    }
    input
}

fn main() -> ExitCode {
    let Arguments { seed, seconds, statements } = Arguments::parse();
    if let Some(n_statements) = statements {
        return long(n_statements);
    }
    set_hook(Box::new(|_| {}));
    let (start, mut n_inputs, mut n_faults) = (Instant::now(), 0_u64, 0);
    let mut tokens = Tokens::new(seed);
    while start.elapsed() < Duration::from_secs(seconds) {
        let input = tokens.input();
        n_inputs += 1;
        if let Some(fault) = fault(&input) {
            n_faults += 1;
            let Input { arguments, item } = smallest(input, &fault);
            println!("{fault}\n#[coroutine({arguments})]\n{item}\n");
        }
    }
    println!("seed {seed}: {n_inputs} inputs in {}s, {n_faults} faults", start.elapsed().as_secs());
    if n_faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Bodies of many statements of each kind.
fn long(n_statements: usize) -> ExitCode {
    let mut is_quick = true;
    const STATEMENTS: &[&str] = &[
        "a += 1;",
        "yield_!(a);",
        "if recv!() == 1 { a += 1; }",
        "let b: u32 = a + yield_!(a);",
        "let b: u32 = yield_!(a); a += b;",
        "let mut n = 0; recv!(); n += a;",
        "{ let mut n = 0; { n += 1; recv!(); } }",
        "for i in 0..a { yield_!(i); }",
        "match yield_!(a) { 0 => { recv!(); } n if n > a => a = n, _ => return }",
        "{ let s = String::new(); recv!(); drop(s); }",
        "let p = || a; if p() > 1 { recv!(); }",
        "'l: loop { while a < 9 { if recv!() > a { break 'l; } a += 1; } break; }",
    ];
    for statement in STATEMENTS {
        let body = statement.repeat(n_statements);
        let item = format!("fn long(mut a: u32) {{ {body} }}").parse().expect("it is tokens");
        let arguments = quote::quote!(recv = u32, yield = Option<u32>);
        let start = Instant::now();
        let output = expand::expand(arguments, item);
        let took = start.elapsed();
        let is_right = syn::parse2::<syn::File>(output).is_ok();
        println!(
            "{n_statements} times `{statement}`: {took:?}{}",
            if is_right { "" } else { ", not parsed" }
        );
        is_quick &= is_right && took < Duration::from_secs(30);
    }
    if is_quick { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
