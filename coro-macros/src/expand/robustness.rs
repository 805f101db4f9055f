//! Inputs that nobody wants to read: odd, deep and long ones, of which none may make the attribute panic.

use super::expanded;

/// Functions that are not finished, in the ways in which editors show them to a macro.
const BODIES: &[&str] = &[
    "",
    ";;;",
    "let x = ",
    "let x = recv!",
    "let x = recv!();",
    "let x: = recv!();",
    "let x: i32 = recv!(1, 2 +);",
    "foo.",
    "recv!().",
    "recv!() +",
    "let x: i32 = recv!(); x.",
    "match recv!()",
    "match recv!() { }",
    "match recv!() { Some(x) => }",
    "if recv!()",
    "if let Some(x) = recv!() { } else",
    "while recv!() { break 'nowhere; }",
    "break; continue; continue 'nowhere; return",
    "'a: { break 'a recv!() }",
    "let _ = loop { break }; let () = recv!();",
    "for x in",
    "for x in recv!() { yield_!(x) }",
    "yield_!()",
    "yield_!(;)",
    "yield_!(1, 2)",
    "yield_!(yield_!(yield_!()))",
    "yield_from!()",
    "yield_from!(let)",
    "try_recv!(x)",
    "try_yield!(=>)",
    "recv!{} recv![] recv!()",
    "let f = || recv!();",
    "async { recv!() }.await",
    "let x = recv!().await;",
    "const { recv!() }",
    "static X: u8 = recv!();",
    "fn inner() { recv!() } struct S; impl S { fn f(self) { recv!() } }",
    "mod m { fn f() { recv!() } } trait T { fn f() { recv!() } } macro_rules! m { () => { recv!() } }",
    "let Some(x) = recv!() else",
    "let Some(x) = recv!() else {};",
    "let x = recv!() else { return };",
    "let (a, (b, ..), [c, .., d], E { f, g: h, .. }) = recv!();",
    "let ref mut a @ Some(ref b) = recv!();",
    "a[recv!()] += b[recv!()]; *recv!() = recv!(); recv!() = 1; (recv!(), x) = recv!();",
    "&mut recv!(); &raw const recv!(); -recv!(); !recv!(); recv!() as u8; recv!()?; recv!()..recv!(); ..",
    "unsafe { recv!() } #[allow(unused)] { recv!() } #[cfg(never)] recv!();",
    "#[cfg(never)] let x = recv!(); #[cfg(never)] let y = 1; recv!(); f(y);",
    "S { a: recv!(), b, ..recv!() }; [recv!(); 3]; (recv!(),);",
    "x => y",
    "_ = recv!(); _ = _;",
    "self.x = recv!(); Self::f(recv!());",
    "input; value; state; guard; marker; let input: u8 = recv!(); let value = input; yield_!(value);",
    "return recv!(); recv!()",
    "loop { loop { loop { recv!(); break } break } }",
    "let (b, self) = recv!(); f(self);",
    "match a { self => recv!(), b if f(yield_from!()) => recv!(), _ => 1 }",
    "|| yield_from!()",
    "let x: Y = (return, yield_!(1)) else { };",
    "let x = f((return), break, || 1, S { a }, recv!());",
    "'r#match: loop { while f() { recv!(); continue 'r#match } break 'r#match }",
    "'a: { recv!(); if a { break 'a crate } }",
    "match a { _ if break => recv!(), _ if return => recv!() }",
    "matches!(a, self if recv!()); matches!(a, 1 if return, ); matches!(a, if recv!())",
    "match x { 1 | 2 if recv!() => 3, y @ 4..=5 => recv!(), _ => return recv!() }",
    "match recv!() { 1 => text, _ => crate {} }",
];

/// Arguments for each macro that the body knows.
const GARBAGE: &[&str] = &[
    "",
    ",",
    ";",
    "1 2",
    "recv!()",
    "recv!(",
    "\"{}\", recv!()",
    "recv!(); 2",
    "=> recv!()",
    "x = recv!(), recv!()",
];

const KNOWN_MACROS: &[&str] = &[
    "recv",
    "yield_",
    "try_recv",
    "try_yield",
    "yield_from",
    "println",
    "format",
    "write",
    "writeln",
    "panic",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "dbg",
    "vec",
    "matches",
    "todo",
    "unimplemented",
    "unreachable",
    "unknown",
];

/// What the attribute may stand on.
const ITEMS: &[&str] = &[
    "",
    "1 + 2",
    "fn",
    "fn run",
    "fn run()",
    "fn run();",
    "fn run() -> { recv!(); }",
    "fn run(a) { recv!(); }",
    "fn run(a: ) { recv!(); }",
    "fn run(self) { recv!(); }",
    "fn run(&mut self, a: &str) -> &str { recv!() }",
    "fn run(self: Box<Self>) { recv!(); }",
    "async fn run() { recv!(); }",
    "unsafe fn run() { recv!(); }",
    "extern \"C\" fn run() { recv!(); }",
    "const fn run(n: u8) { recv!(); }",
    "fn run() -> impl Iterator { recv!(); }",
    "fn run() -> ! { loop { recv!(); } }",
    "fn run<const N: usize, T: ?Sized, 'a>(a: &'a [u8; N]) where T: 'a { recv!(); }",
    "fn run<T>(a: impl Fn(impl Copy) -> T, b: &dyn Fn(&u8) -> &u8) -> Result<T, ()> { a(recv!()); b(&1)?; }",
    "fn run((a, _): (u8, u8), [b, ..]: [u8; 2], _: u8, ref c: u8, mut d @ e: u8) { recv!(); }",
    "fn r#match(r#type: &str) { recv!(); f(r#type); }",
    "fn self_() { recv!(); }",
    "fn run(a: _, (b, self): (u8, &_), [c, _]: [Vec<_>; 2]) { recv!(); }",
    "impl r#match { #[coroutine] fn r#loop(&mut self, a: _) { recv!(); } }",
    "fn __() { recv!(); }",
    "fn run() { recv!(); } fn other() {}",
    "struct S;",
    "enum E {}",
    "impl S { fn run() { recv!(); } }",
    "impl S { #[coroutine] fn run(&mut self, a: u8) -> u8 { self.x = recv!(); a } #[coroutine(name)] fn b() {} }",
    "impl<T> Trait for &T { #[coroutine = 1] fn run(self: &Rc<Self>) { let x: Self = recv!(); self } const A: u8; }",
    "impl !Send for S {}",
    "trait T { fn run() { recv!(); } }",
    "trait T { #[coroutine] fn run(&self); }",
    "mod m;",
    "use a::b;",
    "#[derive(Clone)] #[serde(bound = \"\")] #[doc] pub(in a::b) fn run() { recv!(); }",
    "macro_rules! run { () => {} }",
];

const ARGUMENTS: &[&str] = &[
    ",",
    "recv",
    "recv =",
    "recv = ,",
    "recv = u8,",
    "recv = _",
    "recv = impl Copy",
    "recv = &'_ str, yield = &str",
    "yield = !",
    "yield = Option<&str>",
    "name",
    "name = 1",
    "name = fn",
    "name = A, name = B",
    "crate",
    "crate = crate",
    "crate = ::a::b",
    "crate = <T>::b",
    "unknown",
    "throw = E",
    "1",
    "\"\"",
    "recv(u8)",
    "recv = u8 yield = u8",
];

#[test]
fn no_input_is_too_odd() {
    let mut inputs: Vec<(String, String)> = Vec::new();
    inputs.extend(
        BODIES.iter().map(|body| (String::new(), format!("fn run(a: u8, text: String) {{ {body} }}"))),
    );
    inputs.extend(
        BODIES.iter().map(|body| {
            ("recv = &str, yield = u8".to_owned(), format!("fn run() -> Option<u8> {{ {body} }}"))
        }),
    );
    inputs.extend(ITEMS.iter().map(|item| (String::new(), (*item).to_owned())));
    inputs.extend(
        ARGUMENTS
            .iter()
            .map(|arguments| ((*arguments).to_owned(), "fn run(a: &str) { f(recv!()); }".to_owned())),
    );
    for name in KNOWN_MACROS {
        inputs.extend(
            GARBAGE
                .iter()
                .map(|garbage| ("recv = u8".to_owned(), format!("fn run() {{ {name}!({garbage}); }}"))),
        );
        inputs.extend(
            GARBAGE.iter().map(|garbage| {
                ("recv = u8".to_owned(), format!("fn run() -> u8 {{ f({name}!({garbage})) }}"))
            }),
        );
    }
    let n_tokenised = inputs.iter().filter(|(arguments, item)| expanded(arguments, item).is_ok()).count();
    assert!(n_tokenised > 500, "only {n_tokenised} inputs are tokens");
}

/// As much stack as rustc's own threads have.
fn on_a_large_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(run).expect("a thread can be made");
    thread.join().expect("the thread does not panic");
}

#[test]
fn no_body_is_too_deep() {
    on_a_large_stack(|| {
        let nested = |open: &str, close: &str| {
            let body = format!("{}recv!();{}", open.repeat(200), close.repeat(200));
            expanded("recv = bool", &format!("fn run(a: bool) {{ {body} }}")).expect("the body is tokens");
        };
        nested("{", "}");
        nested("loop {", "}");
        nested("if a {", "}");
        nested("if a { recv!(); } else {", "}");
        nested("let x: () = {", "};");
        let operators = vec!["recv!()"; 100].join(" & ");
        expanded("recv = bool", &format!("fn run() {{ f({operators}); }}")).expect("the body is tokens");
    });
}

#[test]
fn no_body_is_too_long() {
    on_a_large_stack(|| {
        let repeated = |stmt: &str, n: usize| {
            expanded("recv = u8", &format!("fn run() {{ {} }}", stmt.repeat(n))).expect("the body is tokens");
        };
        repeated("recv!();", 2000);
        repeated("if f() { recv!(); }", 2000);
        repeated("let x: u8 = 1;", 2000);
        repeated("f(recv!());", 200);
    });
}
